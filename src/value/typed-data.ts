import type { Result } from '../base';
import { DEEPEST_TYPE } from './format';
import { catchFormat, type FormatError } from './format-error';
import { layOutTypes } from './layout';
import { namesOf } from './recursion';
import { typedData } from './schema';
import type { Ty, TyDef } from './ty';
import { TypeTable } from './type-table';

/** A value that carries its type: the content of an `.ltd` file (specification 3 A8). */
export interface TypedData {
  readonly ty: Ty;
  /** Every definition reachable from `ty`. */
  readonly defs: readonly TyDef[];
  /** The encoded value. */
  readonly data: Uint8Array;
}

/**
 * The bytes of an `.ltd` file. Of `defs` those reachable from `ty` are written, in layout order and with layouts.
 * The data is taken as it is.
 */
export function writeTypedData({ ty, defs, data }: TypedData): Result<Uint8Array, FormatError> {
  const types = layOutTypes(reachableDefinitions(ty, defs));
  if (!types.ok) return types;
  const { defs: tyDefs } = types.value;
  return catchFormat(() => typedData.encode({ ty: types.value.ty(ty), tyDefs, data }));
}

/** Reads an `.ltd` file. The data is not checked against the type: decode or validate it. */
export function readTypedData(bytes: Uint8Array): Result<TypedData, FormatError> {
  const read = typedData.decode(bytes);
  if (!read.ok) return read;
  const { ty, tyDefs, data } = read.value;
  const deepest = Math.max(0, ...[ty, ...tyDefs.map((def) => def.ty)].map(depthOf));
  if (deepest > DEEPEST_TYPE) {
    return { ok: false, error: { kind: 'InvalidType', message: 'type is nested too deeply' } };
  }
  return { ok: true, value: { ty, defs: tyDefs, data } };
}

/** The definitions `ty` needs, in their order in `defs`. Names without a definition are left out. */
export function reachableDefinitions(ty: Ty, defs: readonly TyDef[]): readonly TyDef[] {
  const table = new TypeTable(defs);
  const reached = new Set<string>();
  const due: Ty[] = [ty];
  for (let next = due.pop(); next !== undefined; next = due.pop()) {
    for (const path of namesOf(next)) {
      const key = path.join('\0');
      if (reached.has(key)) continue;
      reached.add(key);
      const definition = table.definition(path);
      if (definition !== undefined) due.push(definition);
    }
  }
  return defs.filter((def) => reached.has(def.name.join('\0')));
}

/** Levels of a type as it is written. Without recursion, because the type may come from anywhere. */
function depthOf(ty: Ty): number {
  let deepest = 0;
  const due: [ty: Ty, depth: number][] = [[ty, 1]];
  for (let next = due.pop(); next !== undefined; next = due.pop()) {
    const [{ kind }, depth] = next;
    deepest = Math.max(deepest, depth);
    for (const part of partsOf(kind)) due.push([part, depth + 1]);
  }
  return deepest;
}

function partsOf(kind: Ty['kind']): readonly Ty[] {
  switch (kind.kind) {
    case 'tuple':
      return kind.fields.map((field) => field.ty);
    case 'enum':
      return kind.variants.map((variant) => variant.ty);
    case 'array':
      return [kind.item];
    case 'function':
      return [...kind.params, kind.body];
    case 'primitive':
    case 'ident':
      return [];
  }
}
