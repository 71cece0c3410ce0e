import { type AppError, fail, type NodeId, ok, type Result } from '../base';
import type { CheckedProject, Entry, TypedExpr } from '../language';
import type { ir } from '../program';
import { compileForTarget } from './back-end';
import { type CompiledPlan, stateOf } from './compiled-plan';
import type { Graph } from './graph/graph';
import { probeEntry } from './stages/stage-program';

/** A stretch of SQL that comes from nodes of the plan. Offsets in UTF-16 units; `end` is the first after it. */
export interface SqlPart {
  readonly start: number;
  readonly end: number;
  readonly nodes: readonly NodeId[];
}

/** SQL with the parts that are known to come from nodes; a part stands before those within it (NODE-14). */
export interface MarkedSql {
  readonly text: string;
  readonly parts: readonly SqlPart[];
}

/** The SQL of a plan as its runner gets it, stage after stage with an empty line between; an error where a target takes no SQL. */
export function markedSql(plan: CompiledPlan): Result<MarkedSql> {
  const { entries } = stateOf(plan);
  const texts: MarkedSql[] = [];
  for (const { id, annotation } of plan.stages) {
    if (annotation.sql === undefined) continue;
    const made = compiled(plan, entries.get(id)!);
    if (!made.ok) return made;
    // The text that runs is the one compiled without marks.
    texts.push(made.value.text === annotation.sql ? made.value : { text: annotation.sql, parts: [] });
  }
  return texts.length === 0 ? unavailable('the plan is not SQL') : ok(texts.reduce(oneAfterOther));
}

function oneAfterOther(first: MarkedSql, second: MarkedSql): MarkedSql {
  const before = `${first.text}\n\n`;
  const moved = second.parts.map(({ start, end, nodes }) => ({
    start: start + before.length,
    end: end + before.length,
    nodes,
  }));
  return { text: before + second.text, parts: [...first.parts, ...moved] };
}

/** The same for the program up to a node, of an array at most so many items (compare `probe`). */
export function markedSqlOfNode(plan: CompiledPlan, node: NodeId, previewRows: number): Result<MarkedSql> {
  const { graph, project, entry } = stateOf(plan);
  const draft = graph.byId.get(node);
  const wanted =
    draft && graph.peekable.has(draft)
      ? probeEntry(draft, graph, project, entry.input, previewRows)
      : undefined;
  return wanted ? compiled(plan, wanted) : unavailable(`${node} has no value that can be looked at alone`);
}

function compiled(plan: CompiledPlan, entry: Entry): Result<MarkedSql> {
  const { graph, project, target, deps } = stateOf(plan);
  const nodes = nodesByPlace(graph, project);
  const stepsOf = (expr: ir.Expr) =>
    expr.span && (nodes.get(placeOf(expr.span, calledByCode(expr))) ?? nodes.get(placeOf(expr.span, '')));
  const sqlOptions = { ...deps.sqlOptions, stepsOf };
  const program = compileForTarget(project, entry, target, { ...deps, sqlOptions });
  if (!program.ok) return unavailable(program.error.map((d) => d.message).join('\n'));
  const { sql: text, sqlMarks = [] } = program.value.annotation;
  if (text === undefined) return unavailable('the plan is not SQL');
  const parts = sqlMarks.map(({ start, end, steps }) => ({ start, end, nodes: steps as readonly NodeId[] }));
  return ok({ text, parts });
}

/** Nodes by where their code stands and which of the runners' functions it calls; none for all other code. */
function nodesByPlace(graph: Graph, project: CheckedProject): ReadonlyMap<string, readonly NodeId[]> {
  const found = new Map<string, readonly NodeId[]>();
  for (const draft of graph.drafts) {
    if (draft.template === null || draft.span === null) continue;
    const key = placeOf(draft.template.span, calledByTree(draft.template, project));
    found.set(key, [...(found.get(key) ?? []), graph.ids.get(draft)!]);
  }
  return found;
}

function placeOf({ file, start, end }: TypedExpr['span'], called: string): string {
  return `${start} ${end} ${called} ${file}`;
}

/** What is written in the language itself is gone from the compiled program, its calls standing where it was called. */
function calledByTree(e: TypedExpr, project: CheckedProject): string {
  if (e.kind !== 'call' || e.callee.kind !== 'global') return '';
  return project.values.get(e.callee.path)?.kind === 'external' ? e.callee.path : '';
}

function calledByCode(expr: ir.Expr): string {
  return expr.kind === 'call' && expr.callee.kind === 'external' ? expr.callee.id : '';
}

function unavailable(message: string): Result<never, AppError> {
  return fail({ kind: 'plan', code: 'SQL_UNAVAILABLE', message, category: 'permanent', severity: 'info' });
}
