import { encode, encodeEnumFormat, schema, type Ty, type TyLayout } from '../../value';
import { hidesPointers } from '../addressed-value';
import type { ExternalSymbol } from './bytecode';
import { defaultData } from './default-data';
import type { LaidOutProgram } from './laid-out-program';
import { typeDescriptor } from './type-descriptor';

/** An external as bytecode names it; `comparator` is passed to it as one more argument (specification 3 G4). */
export interface Specialised {
  readonly symbol: ExternalSymbol;
  readonly comparator?: ExternalSymbol;
}

/**
 * The symbol of an external whose pointer has type `ty` (specification 3 G4). Types are followed at every step,
 * so named rows and named arrays do as well as plain ones.
 *
 * Ours, because bytecode has no types: `std::array::group` gets one more blob, and `std::ops::cmp_typed` its only
 * one, the description of the type to compare ({@link typeDescriptor}). So do `lag` and `lead` of items whose pointers
 * are not all listed (specification 3 B1), since their default holds some.
 */
export function specialise(program: LaidOutProgram, id: string, ty: Ty): Specialised {
  const signature = program.signature(ty);
  const first = signature.params[0];
  if (first !== undefined && byFirstParameter.has(id)) {
    return plain(`${id}_${suffix(program, first)}`);
  }
  const rule = rules.get(id);
  return rule ? rule(new Site(program, id, signature.params, signature.body)) : plain(id);
}

const byFirstParameter: ReadonlySet<string> = new Set(
  [
    ...'add sub mul div mod neg cmp eq lt lte'.split(' ').map((name) => `ops::${name}`),
    ...'int8 int16 int32 int64 uint8 uint16 uint32 uint64 float32 float64 text'
      .split(' ')
      .map((name) => `convert::to_${name}`),
    'math::abs',
    'math::pow',
    'array::sequence',
  ].map((name) => `std::${name}`),
);

const rules: ReadonlyMap<string, (site: Site) => Specialised> = new Map([
  ...each('sum mean rolling_mean', (site) => site.specialisedByItem()),
  ...each('min max rank rank_dense rank_percentile cume_dist', (site) =>
    site.compared(site.item, [site.head(site.item)]),
  ),
  ...each('sort', (site) =>
    site.compared(site.result(1), [site.head(site.item), ...site.pointers(site.item)]),
  ),
  ...each('fold', (site) => site.plain([site.head(site.item)])),
  ...each('index', (site) => site.plain([site.head(site.item), ...blob(site.enumFormat(site.body))])),
  ...each('filter slice append loop_until_empty', (site) =>
    site.plain([site.head(site.item), ...site.pointers(site.item)]),
  ),
  ...each('lag lead', (site) =>
    site.plain([
      site.head(site.item),
      ...site.pointers(site.item),
      ...blob(site.defaultItem()),
      ...(site.hidesPointers(site.item) ? blob(site.description(site.item)) : []),
    ]),
  ),
  ...each('map flat_map scan', (site) => {
    const out = site.itemOf(site.body);
    return site.plain([site.head(site.item), site.head(out), ...site.pointers(out)]);
  }),
  ...each('to_columnar', (site) =>
    site.plain([
      site.head(site.item),
      ...list(site.offsets(site.item)),
      ...list(site.fields(site.item).map((field) => site.head(field))),
      ...site.fields(site.item).flatMap((field) => site.pointers(field)),
    ]),
  ),
  ...each('from_columnar', (site) => {
    const out = site.itemOf(site.body);
    return site.plain([
      site.head(out),
      ...site.pointers(out),
      ...list(site.fields(out).map((field) => site.head(field))),
      ...site.fields(out).flatMap((field) => site.pointers(field)),
    ]);
  }),
  ...each('zip', (site) => {
    const right = site.itemOf(site.param(1));
    return site.plain([
      site.head(site.item),
      ...site.pointers(site.item),
      site.head(right),
      ...site.pointers(right),
    ]);
  }),
  ...each('group', (site) => {
    const out = site.itemOf(site.body);
    const [key, values] = site.fields(out) as [Ty, Ty];
    return site.plain([
      site.head(site.item),
      ...site.pointers(site.item),
      site.head(out),
      ...site.pointers(out),
      ...list([site.head(key), site.head(values)]),
      ...site.pointers(key),
      ...site.pointers(values),
      site.head(key),
      ...blob(site.description(key)),
    ]);
  }),
  ['std::ops::cmp_typed', (site) => site.plain(blob(site.description(site.param(0))))],
  ['std::fs::read_parquet', (site) => site.plain(blob(schema.ty.encode(site.body)))],
  ['std::fs::write_parquet', (site) => site.plain(blob(schema.ty.encode(site.param(0))))],
]);

function each(names: string, rule: (site: Site) => Specialised): [string, (site: Site) => Specialised][] {
  return names.split(' ').map((name) => [`std::array::${name}`, rule]);
}

/** One pointer to an external: the questions that the rules above ask of its type. Sizes are bytes. */
class Site {
  private readonly program: LaidOutProgram;
  private readonly id: string;
  private readonly params: readonly Ty[];
  readonly body: Ty;

  constructor(program: LaidOutProgram, id: string, params: readonly Ty[], body: Ty) {
    this.program = program;
    this.id = id;
    this.params = params;
    this.body = body;
  }

  /** Of the array that is the first parameter. */
  get item(): Ty {
    return this.itemOf(this.param(0));
  }

  param(position: number): Ty {
    const param = this.params[position];
    if (param === undefined) throw new Error(`${this.id} has no parameter ${position}`);
    return param;
  }

  itemOf(ty: Ty): Ty {
    return this.program.item(ty);
  }

  /** What the function in this parameter gives back. */
  result(position: number): Ty {
    return this.program.signature(this.param(position)).body;
  }

  fields(ty: Ty): Ty[] {
    return this.program.fields(ty).map((field) => field.ty);
  }

  offsets(ty: Ty): number[] {
    return this.program.fieldOffsets(ty);
  }

  head(ty: Ty): number {
    return this.layout(ty).headSize / 8;
  }

  pointers(ty: Ty): number[] {
    return list(this.layout(ty).bodyPtrs);
  }

  enumFormat(ty: Ty): Uint8Array {
    const bytes = encodeEnumFormat(this.program.format(ty));
    if (bytes === undefined) throw new Error(`${this.id} does not give an enum`);
    return bytes;
  }

  defaultItem(): Uint8Array {
    const bytes = encode(defaultData(this.program, this.item), this.program.format(this.item));
    if (!bytes.ok) throw new Error(bytes.error.message);
    return bytes.value;
  }

  hidesPointers(ty: Ty): boolean {
    return hidesPointers(this.program.format(ty));
  }

  description(ty: Ty): Uint8Array {
    return typeDescriptor.encode({ ty, tyDefs: this.program.reachable(ty) });
  }

  plain(layoutArgs: readonly number[]): Specialised {
    return { symbol: { id: this.id, layoutArgs } };
  }

  specialisedByItem(): Specialised {
    const layoutArgs = [this.head(this.item)];
    return { symbol: { id: `${this.id}_${suffix(this.program, this.item)}`, layoutArgs } };
  }

  /** With a comparator of `ty` as one more argument. */
  compared(ty: Ty, layoutArgs: readonly number[]): Specialised {
    return { symbol: { id: this.id, layoutArgs }, comparator: this.comparator(ty) };
  }

  private comparator(ty: Ty): ExternalSymbol {
    if (this.program.isScalar(ty)) return { id: `std::ops::cmp_${suffix(this.program, ty)}`, layoutArgs: [] };
    return { id: 'std::ops::cmp_typed', layoutArgs: blob(this.description(ty)) };
  }

  private layout(ty: Ty): TyLayout {
    return this.program.layout(ty);
  }
}

function plain(id: string): Specialised {
  return { symbol: { id, layoutArgs: [] } };
}

/** `int64`, `text`, …; `uint8` … `uint64` for a bare primitive, as the tags of enums are. */
function suffix(program: LaidOutProgram, ty: Ty): string {
  const { kind } = program.types.materialiseOrStd(ty);
  if (kind.kind === 'primitive') return `uint${kind.width}`;
  if (kind.kind !== 'ident') throw new Error(`no external is specialised for a type of kind ${kind.kind}`);
  return kind.path[kind.path.length - 1]!.toLowerCase();
}

function list(items: readonly number[]): number[] {
  return [items.length, ...items];
}

/** Bytes among layout arguments: how many numbers follow, the length in bytes, the bytes as little-endian words. */
export function blob(bytes: Uint8Array): number[] {
  const words = Math.ceil(bytes.length / 4);
  const padded = new Uint8Array(words * 4);
  padded.set(bytes);
  const view = new DataView(padded.buffer);
  const result = [words + 1, bytes.length];
  for (let i = 0; i < words; i++) result.push(view.getUint32(i * 4, true));
  return result;
}
