import type { NodeKind, NodeMode } from './node';

/** A standard function that makes a node of its own (specification 5 §4.1). */
export interface Operation {
  readonly kind: NodeKind;
  readonly mode: NodeMode;
  /** Ports of the leading parameters that are data inputs. */
  readonly inputs: readonly string[];
}

const step = (kind: NodeKind, mode: NodeMode, inputs: readonly string[] = ['in']): Operation => ({
  kind,
  mode,
  inputs,
});

const operations: Readonly<Record<string, Operation>> = {
  'std::array::filter': step('filter', 'streaming'),
  'std::array::find': step('filter', 'streaming'),
  'std::array::map': step('map', 'streaming'),
  'std::array::flat_map': step('flatMap', 'streaming'),
  'std::array::sort': step('sort', 'blocking'),
  'std::array::slice': step('slice', 'streaming'),
  'std::array::index': step('slice', 'streaming'),
  'std::array::group': step('group', 'blocking'),
  'std::array::distinct': step('group', 'blocking'),
  'std::array::group_map': step('group', 'blocking'),
  'std::array::aggregate': step('aggregate', 'blocking'),
  'std::array::count': step('aggregate', 'blocking'),
  'std::array::sum': step('aggregate', 'blocking'),
  'std::array::min': step('aggregate', 'blocking'),
  'std::array::max': step('aggregate', 'blocking'),
  'std::array::mean': step('aggregate', 'blocking'),
  'std::array::any': step('aggregate', 'blocking'),
  'std::array::all': step('aggregate', 'blocking'),
  'std::array::fold': step('aggregate', 'blocking'),
  'std::array::map_columnar': step('window', 'blocking'),
  'std::array::lag': step('window', 'blocking'),
  'std::array::lead': step('window', 'blocking'),
  'std::array::rolling_mean': step('window', 'blocking'),
  'std::array::rank': step('window', 'blocking'),
  'std::array::rank_dense': step('window', 'blocking'),
  'std::array::rank_percentile': step('window', 'blocking'),
  'std::array::cume_dist': step('window', 'blocking'),
  'std::array::scan': step('window', 'blocking'),
  'std::array::append': step('append', 'streaming', ['first', 'second']),
  'std::array::zip': step('zip', 'streaming', ['left', 'right']),
  'std::array::loop_until_empty': step('loop', 'blocking'),
  'std::sql::from': step('source', 'streaming', []),
  'std::sql::raw': step('source', 'streaming', []),
  'std::fs::read_parquet': step('source', 'streaming', []),
  'std::sql::insert': step('write', 'blocking'),
  'std::sql::update': step('write', 'blocking', []),
  'std::sql::delete': step('write', 'blocking', []),
  'std::fs::write_parquet': step('write', 'blocking'),
};

export function operationOf(path: string): Operation | undefined {
  return Object.hasOwn(operations, path) ? operations[path] : undefined;
}

const windows = new Set(
  Object.entries(operations)
    .filter(([, operation]) => operation.kind === 'window')
    .map(([path]) => path),
);
const reducers = new Set(
  Object.entries(operations)
    .filter(([, operation]) => operation.kind === 'aggregate')
    .map(([path]) => path),
);

/** Functions that look at neighbours or at the whole column. */
export function isWindow(path: string): boolean {
  return windows.has(path);
}

/** Functions that turn many items into one value. */
export function isReducer(path: string): boolean {
  return reducers.has(path);
}

/**
 * Positions of arguments that functions written in the language itself may leave unevaluated (specification 2
 * §12.1). All other arguments of standard functions are evaluated before the call.
 */
const lazyArguments: Readonly<Record<string, readonly number[]>> = {
  'std::option::or_else': [1],
  'std::option::map_or': [1],
  'std::option::zip': [1],
  'std::array::contains': [1],
};

export function isLazyArgument(path: string, position: number): boolean {
  return lazyArguments[path]?.includes(position) ?? false;
}

const reads = new Set(['std::sql::from', 'std::sql::raw', 'std::fs::read_parquet']);
const writes = new Set([
  'std::sql::insert',
  'std::sql::update',
  'std::sql::delete',
  'std::fs::write_parquet',
]);

export function isRead(path: string): boolean {
  return reads.has(path);
}

export function isWrite(path: string): boolean {
  return writes.has(path);
}
