import { type Diagnostic, fail, type NodeId, ok, type Result } from '../base';
import { type CheckedProject, checkEntry, checkProject, type Entry, memberFiles } from '../language';
import {
  type CompileDeps,
  type CompiledPlan,
  compile,
  explain,
  lineage,
  markedSqlOfNode,
  type PlanNode,
  probe,
} from '../plan';
import {
  compileToIr,
  containedProgram,
  type ir,
  lower,
  permittedExternals,
  printBytecode,
  printExpr,
  printIr,
  walk,
} from '../program';
import { defaultRunners } from '../routing';
import { columnChanges } from './column-changes';
import { statsOf } from './figures';
import type {
  MarkedSql,
  NodeFacts,
  PlanFigures,
  PlanForm,
  ProjectText,
  RunFailure,
  RunnerName,
} from './messages';

type Answer<T> = Result<T, RunFailure>;

/** Rows that the shown code of a step would give; the same as a look at it takes. */
const peekRows = 1000;

/** What a program is compiled to, in forms for people; runs nothing. */
export class Inspector {
  constructor(private readonly deps: CompileDeps) {}

  /** The inlined IR of the whole program as text (specification 3). */
  ir(project: ProjectText): Answer<string> {
    const checked = this.#checked(project);
    if (!checked.ok) return checked;
    let problems: readonly Diagnostic[] = [];
    for (const { profile } of defaultRunners) {
      const permitted = permittedExternals(profile.repr, profile.externals);
      const compiled = compileToIr(checked.value.project, checked.value.entry, permitted);
      if (compiled.ok) return ok(printIr(compiled.value.program));
      problems = compiled.error;
    }
    return fail({ kind: 'problems', problems });
  }

  /** The plan as a document: what it does (specification 5 §6), and what its steps took and gave where a run is named. */
  explain(project: ProjectText, form: PlanForm, run: PlanFigures | null): Answer<string> {
    const plan = this.#anyPlan(project);
    if (!plan.ok) return plan;
    const stats = run === null ? undefined : statsOf(run, plan.value);
    return ok(explain(plan.value, form, stats, { lineage: true }));
  }

  /** What one step becomes for each runner, and where its columns come from (GRF-7). */
  node(project: ProjectText, node: string): Answer<NodeFacts> {
    const checked = this.#checked(project);
    if (!checked.ok) return checked;
    const plan = this.#anyPlan(project);
    if (!plan.ok) return plan;
    const wanted = plan.value.dag.nodes.find((one) => one.id === node);
    if (wanted === undefined) return fail(noNode(node));
    const asked = wanted.kind === 'output' ? (wanted.inputs[0]?.from ?? wanted.id) : wanted.id;
    const columns = lineage(plan.value, wanted.id);
    return ok({
      sql: { duckdb: this.#sql(project, asked, 'duckdb'), pglite: this.#sql(project, asked, 'pglite') },
      bytecode: this.#bytecode(project, asked),
      ir: irOf(checked.value, wanted.span),
      columns: columnsOf(plan.value, wanted),
      lineage:
        columns === null
          ? null
          : {
              columns: columns.columns.map(({ column, origins, influences, constant, opaque }) => ({
                column,
                origins: origins.map((one) => ({ ...one })),
                influences: influences.map((one) => ({ ...one })),
                constant,
                opaque,
              })),
              influences: columns.influences.map((one) => ({ ...one })),
            },
    });
  }

  /** The SQL of the program up to a step, or a sentence that says why there is none. */
  #sql(project: ProjectText, node: NodeId, runner: RunnerName): Result<MarkedSql, string> {
    const plan = this.#plan(project, runner);
    if (!plan.ok) return fail(plan.error[0]?.message ?? '');
    const sql = markedSqlOfNode(plan.value, node, peekRows);
    return sql.ok ? sql : fail(sql.error.message);
  }

  /** The same for the interpreter. */
  #bytecode(project: ProjectText, node: NodeId): Result<string, string> {
    const plan = this.#plan(project, 'interpreter');
    if (!plan.ok) return fail(plan.error[0]?.message ?? '');
    const look = probe(plan.value, node, peekRows);
    if (!look.ok) return fail(look.error.message);
    const program = containedProgram.decode(look.value.program);
    if (!program.ok) return fail(program.error.message);
    return program.value.kind === 'bytecode_lt' ? ok(printBytecode(program.value.value)) : fail('');
  }

  /** The graph is the same for all runners: the first that takes the program will do. */
  #anyPlan(project: ProjectText): Answer<CompiledPlan> {
    let problems: readonly Diagnostic[] = [];
    for (const { profile } of defaultRunners) {
      const plan = this.#plan(project, profile.name as RunnerName);
      if (plan.ok) return plan;
      problems = plan.error;
    }
    return fail({ kind: 'problems', problems });
  }

  #plan(project: ProjectText, runner: RunnerName): Result<CompiledPlan, readonly Diagnostic[]> {
    const { profile } = defaultRunners.find((one) => one.profile.name === runner)!;
    return compile(
      memberFiles(project.files),
      { entry: project.entry, materialize: 'output-only', allowWrites: true },
      profile,
      this.deps,
    );
  }

  #checked(project: ProjectText): Answer<{ readonly project: CheckedProject; readonly entry: Entry }> {
    const outcome = checkProject(memberFiles(project.files), { std: this.deps.std });
    if (outcome.project === undefined) return fail({ kind: 'problems', problems: outcome.diagnostics });
    const { entry, diagnostics } = checkEntry(outcome.project, project.entry);
    if (entry === undefined) return fail({ kind: 'problems', problems: diagnostics });
    return ok({ project: outcome.project, entry });
  }
}

/** The code that a stretch of source was lowered to, before inlining; null where nothing stands for it alone. */
function irOf(
  { project, entry }: { readonly project: CheckedProject; readonly entry: Entry },
  span: ir.Expr['span'] | null,
): string | null {
  if (span === null || span === undefined) return null;
  const lowered = lower(project, entry);
  if (!lowered.ok) return null;
  let found: ir.Expr | undefined;
  walk(lowered.value.main, (expr) => {
    const here = expr.span;
    // The call of a step reaches from its piped input to its end; the innermost that holds all of the step is it.
    if (here?.file !== span.file || here.end !== span.end || here.start > span.start) return;
    const before = found?.span?.start ?? -1;
    if (here.start > before) found = expr;
  });
  return found === undefined ? null : printExpr(found);
}

/** What became of the columns of the values that flow into a step; null where one of them cannot be looked at alone. */
function columnsOf(plan: CompiledPlan, node: PlanNode): NodeFacts['columns'] {
  const from = node.inputs.map((edge) => edge.from);
  const looks = [...from, node.kind === 'output' ? (from[0] ?? node.id) : node.id].map((id) =>
    probe(plan, id, peekRows),
  );
  const types = looks.flatMap((look) => (look.ok ? [look.value.type] : []));
  const own = types.at(-1);
  return own === undefined || types.length < looks.length ? null : columnChanges(types.slice(0, -1), own);
}

function noNode(node: string): RunFailure {
  return {
    kind: 'error',
    error: { kind: 'session', code: 'NO_NODE', message: `the program has no step ${node}` },
  };
}
