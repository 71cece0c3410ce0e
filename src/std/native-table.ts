import type { CellKind, Native, NativeCode, NativeParam, NativeSite } from '../program';

/** Part of the table of natives, by full id. */
export type NativeEntries = readonly (readonly [id: string, native: Native])[];

/** A native that takes values only and needs nothing but a way to fail. */
export function plain(
  params: readonly NativeParam[],
  result: CellKind,
  build: (site: NativeSite) => NativeCode,
): Native {
  return { params, build: (site) => ({ result, code: build(site) }) };
}
