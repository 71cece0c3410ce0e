import type { CheckedProject, Entry, Type, TypedExpr } from '../../language';
import type { Draft } from '../graph/draft';
import type { Graph } from '../graph/graph';
import { itemType } from '../graph/typed-copy';
import { letExpr, localExpr, numberExpr, positionExpr, stdCall } from '../graph/typed-make';
import { isProgramInput, type StageCut } from './cut';

/**
 * The program of a stage (STG-3): a function from a tuple of what it takes (the results of other stages in the order
 * of `cut.inputs`, then the program input if it is used) to the value of its root.
 */
export function stageEntry(cut: StageCut, graph: Graph, programInput: Type): Entry {
  const strict = cut.members.filter((draft) => draft.region === null && !isUnused(draft));
  return entryOf(strict, cut.inputs, cut.usesProgramInput ? programInput : null, graph);
}

/**
 * An inspection probe (STG-8): from the program's input to the value of one node, of an array at most `rows` items.
 * Null when the value exists only inside another node's work.
 */
export function probeEntry(
  root: Draft,
  graph: Graph,
  project: CheckedProject,
  programInput: Type,
  rows: number,
): Entry | null {
  const needed = new Set<Draft>();
  const open: Draft[] = [root];
  for (let draft = open.pop(); draft; draft = open.pop()) {
    if (needed.has(draft)) continue;
    if (draft.template === null) return null;
    needed.add(draft);
    open.push(...draft.needs);
  }
  const input = graph.derived.inputLocal;
  const members = graph.drafts.filter((draft) => needed.has(draft));
  const at = root.template!;
  const whole = localExpr(root.local, at);
  const item = itemType(project, root.type);
  const value = item
    ? stdCall(project, 'std::array::slice', [item], [whole, numberExpr(0, at), numberExpr(rows, at)], at)
    : whole;
  const body = chain(members, value);
  const takesInput = programInput.kind !== 'tuple' || programInput.fields.length > 0;
  return functionEntry(takesInput ? [input] : [], body, takesInput ? programInput : unit);
}

function entryOf(
  members: readonly Draft[],
  inputs: readonly Draft[],
  programInput: Type | null,
  graph: Graph,
): Entry {
  const root = members.at(-1)!;
  const last = root.template!;
  const types = [...inputs.map((draft) => draft.type), ...(programInput ? [programInput] : [])];
  if (types.length === 0) return functionEntry([], chain(members.slice(0, -1), last), unit);
  const input: Type = { kind: 'tuple', fields: types.map((type) => ({ type })) };
  const param = graph.derived.fresh.make('inputs', input, root.local, 'param');
  const locals = [...inputs.map((draft) => draft.local), ...(programInput ? [graph.derived.inputLocal] : [])];
  const inner = chain(members.slice(0, -1), last);
  const body = locals.reduceRight(
    (rest, local, position) =>
      letExpr(local, positionExpr(localExpr(param, last), position, local.type), rest),
    inner,
  );
  return functionEntry([param], body, input);
}

/** The members' values, each bound to its name, around `last`. */
function chain(members: readonly Draft[], last: TypedExpr): TypedExpr {
  return members.reduceRight((rest, draft) => letExpr(draft.local, draft.template!, rest), last);
}

function functionEntry(params: readonly Draft['local'][], body: TypedExpr, input: Type): Entry {
  return {
    expr: {
      kind: 'function',
      params,
      body,
      type: { kind: 'function', params: params.map((param) => ({ type: param.type })), result: body.type },
      span: body.span,
      extent: body.extent,
    },
    input,
    output: body.type,
  };
}

const unit: Type = { kind: 'tuple', fields: [] };

function isUnused(draft: Draft): boolean {
  return isProgramInput(draft) && draft.payload.kind === 'source' && draft.payload.unused;
}
