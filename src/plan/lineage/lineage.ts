import type { NodeId } from '../../base';
import { type CompiledPlan, stateOf } from '../compiled-plan';
import type { Draft } from '../graph/draft';
import type { Graph } from '../graph/graph';
import {
  asColumn,
  type Column,
  type ColumnValue,
  type Influence,
  mergeInfluences,
  type Origin,
} from './column-value';
import { LineageWalk, Names } from './evaluate';
import { joinPath, opaqueShape, sourceShape } from './shape';

/** Where the columns of one node's value come from (specification 5 §7). */
export interface ColumnLineage {
  readonly node: NodeId;
  readonly columns: readonly LineageColumn[];
  /** On the relation as a whole: what decides which rows there are and in which order. */
  readonly influences: readonly Influence[];
}

export interface LineageColumn {
  /** `amount`, `address.city`, `lines[].qty`, `status.some`; `value` for a value of one column. */
  readonly column: string;
  readonly origins: readonly Origin[];
  /** On this column only. */
  readonly influences: readonly Influence[];
  /** It comes from no source: written in the program (LIN-5). */
  readonly constant: boolean;
  /** Could not be followed; the origins are all it may come from (LIN-8). */
  readonly opaque: boolean;
}

/** The lineage of a node's columns, of the output's by default. Null for a node the plan does not have. */
export function lineage(plan: CompiledPlan, node?: NodeId): ColumnLineage | null {
  const { graph, project } = stateOf(plan);
  const id = node ?? graph.dag.output;
  const wanted = graph.byId.get(id);
  if (!wanted) return null;
  const value = columnsOf(
    wanted,
    graph,
    new LineageWalk(project),
    (draft, from) => opaqueShape(project, draft.type, asColumn(from, 'transformation')),
    (draft) => sourceShape(project, graph.ids.get(draft)!, draft.type),
  );
  const columns = value.kind === 'array' ? listColumns(value.item, '') : listColumns(value, '');
  return { node: id, columns, influences: value.kind === 'array' ? sortedInfluences(value.influences) : [] };
}

/** Walks the code of `wanted` and of all it needs, in topological order. */
function columnsOf(
  wanted: Draft,
  graph: Graph,
  walk: LineageWalk,
  opaque: (draft: Draft, from: ColumnValue) => ColumnValue,
  source: (draft: Draft) => ColumnValue,
): ColumnValue {
  const needed = new Set<Draft>();
  const open = [wanted];
  for (let draft = open.pop(); draft; draft = open.pop()) {
    if (needed.has(draft)) continue;
    needed.add(draft);
    open.push(...draft.needs, ...(draft.template ? [] : draft.inputs.map((edge) => edge.from)));
  }
  const names = new Names();
  let last: ColumnValue = { kind: 'tuple', fields: [] };
  for (const draft of graph.drafts) {
    if (!needed.has(draft)) continue;
    last = valueOfDraft(draft, names, walk, opaque, source);
    names.set(draft.local, last);
  }
  return last;
}

function valueOfDraft(
  draft: Draft,
  names: Names,
  walk: LineageWalk,
  opaque: (draft: Draft, from: ColumnValue) => ColumnValue,
  source: (draft: Draft) => ColumnValue,
): ColumnValue {
  if (draft.payload.kind === 'source' && draft.payload.origin !== 'constant') {
    const value = source(draft);
    // Columns of hand-written SQL are what the text makes them.
    return draft.payload.origin === 'query' ? opaque(draft, value) : value;
  }
  const inputs = draft.inputs.flatMap((edge) => names.get(edge.from.local) ?? []);
  const all: ColumnValue = { kind: 'tuple', fields: inputs.map((value) => ({ value })) };
  if (draft.template === null) return opaque(draft, all);
  try {
    return walk.value(draft.template, names);
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown;
    return opaque(draft, all);
  }
}

function listColumns(value: ColumnValue, path: string): readonly LineageColumn[] {
  switch (value.kind) {
    case 'column':
      return [lineageColumn(value, path === '' ? 'value' : path)];
    case 'tuple':
      return value.fields.flatMap((field, i) =>
        listColumns(field.value, joinPath(path, field.name ?? String(i))),
      );
    case 'array': {
      const items = listColumns(value.item, `${path}[]`);
      return items.map((item) => ({
        ...item,
        influences: sortedInfluences([...item.influences, ...value.influences]),
      }));
    }
    case 'enum': {
      const payloads = [...value.variants].flatMap(([name, payload]) =>
        listColumns(payload, joinPath(path, name)),
      );
      return payloads.length > 0 ? payloads : [lineageColumn(value.tag, path === '' ? 'value' : path)];
    }
    case 'function':
      return [];
  }
}

function lineageColumn(value: Column, path: string): LineageColumn {
  return {
    column: path,
    origins: [...value.origins].sort((a, b) => compare(`${a.node} ${a.column}`, `${b.node} ${b.column}`)),
    influences: sortedInfluences(value.influences),
    constant: value.origins.length === 0 && value.influences.length === 0 && !value.opaque,
    opaque: value.opaque,
  };
}

function sortedInfluences(influences: readonly Influence[]): readonly Influence[] {
  const key = (one: Influence) => `${one.kind} ${one.node} ${one.column}`;
  return [...mergeInfluences(influences)].sort((a, b) => compare(key(a), key(b)));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
