import type { bytecode } from '../../../program';
import { describedFormat, LayoutArguments } from '../../../std';
import { formatOf, type ScalarName, schema, type TyDef } from '../../../value';
import {
  arrayRegion,
  enumRegion,
  formatRegion,
  headRegion,
  Region,
  scalarOfSuffix,
  scalarRegion,
  tupleRegion,
  Undetermined,
} from './region';

/** What a function of the standard library takes and gives, as far as its symbol tells. */
export interface Signature {
  readonly params: readonly (Region | CallbackSignature)[];
  readonly result: Region;
}

export interface CallbackSignature {
  readonly params: readonly Region[];
  readonly result: Region;
}

/** The signature of an external at one place of use; undefined for one that is not of the standard library. */
export function signatureOf(
  { id, layoutArgs }: bytecode.ExternalSymbol,
  defs: readonly TyDef[],
): Signature | undefined {
  const words = new LayoutArguments(layoutArgs);
  const exact = exactIds[id];
  if (exact !== undefined) return exact(words, defs);
  const cut = id.lastIndexOf('_');
  const scalar = scalarOfSuffix(id.slice(cut + 1));
  return scalar === undefined ? undefined : bySuffix[id.slice(0, cut)]?.(scalar, words);
}

/** `h(T)`, then `ptrs(T)`. */
function layoutRegion(words: LayoutArguments): Region {
  const size = words.next();
  return headRegion(size, words.list());
}

function scalars(...names: ScalarName[]): Region[] {
  return names.map(scalarRegion);
}

function fixed(params: readonly ScalarName[], result: ScalarName): () => Signature {
  return () => ({ params: scalars(...params), result: scalarRegion(result) });
}

/** Reads its operands as numbers; unsigned ones may be the tags of enums, which go by without a read of their own. */
function comparable(scalar: ScalarName): Region {
  if (!scalar.startsWith('Uint')) return scalarRegion(scalar);
  const region = new Region();
  region.tag = scalarRegion(scalar).size;
  return region;
}

/** An option in the form that the sizes give (specification 3 A3). */
function optionOf(item: Region): Region {
  const size = item.root.size ?? 0;
  const hasPointer = size > 4;
  const payloads = new Map(size === 0 ? [] : [[1, item] as const]);
  return enumRegion({ tagBytes: 1, innerBytes: hasPointer ? 4 : size, hasPointer, payloads, complete: true });
}

type BySuffix = (scalar: ScalarName, words: LayoutArguments) => Signature;

const operator: BySuffix = (scalar) => ({ params: scalars(scalar, scalar), result: scalarRegion(scalar) });
const unary: BySuffix = (scalar) => ({ params: scalars(scalar), result: scalarRegion(scalar) });
const comparison: BySuffix = (scalar) => ({
  params: [comparable(scalar), comparable(scalar)],
  result: scalarRegion('Bool'),
});

function conversion(to: ScalarName): BySuffix {
  return (scalar) => ({ params: scalars(scalar), result: scalarRegion(to) });
}

/** An ordering is an enum of three units: a byte. */
function ordering(): Region {
  return enumRegion({ tagBytes: 1, innerBytes: 0, hasPointer: false, payloads: new Map(), complete: true });
}

const bySuffix: Readonly<Record<string, BySuffix>> = {
  ...each('std::ops', 'add sub mul div mod', operator),
  'std::ops::neg': unary,
  'std::math::abs': unary,
  'std::math::pow': operator,
  ...each('std::ops', 'eq lt lte', comparison),
  'std::ops::cmp': (scalar) => ({ params: [comparable(scalar), comparable(scalar)], result: ordering() }),
  'std::array::sequence': (scalar) => ({
    params: scalars(scalar, scalar),
    result: arrayRegion(scalarRegion(scalar)),
  }),
  'std::array::sum': (scalar) => ({
    params: [arrayRegion(scalarRegion(scalar))],
    result: scalarRegion(scalar),
  }),
  'std::array::mean': (scalar) => ({
    params: [arrayRegion(scalarRegion(scalar))],
    result: scalarRegion('Float64'),
  }),
  'std::array::rolling_mean': (scalar) => ({
    params: [arrayRegion(scalarRegion(scalar)), ...scalars('Uint32', 'Uint32')],
    result: arrayRegion(scalarRegion('Float64')),
  }),
  ...Object.fromEntries(
    'Int8 Int16 Int32 Int64 Uint8 Uint16 Uint32 Uint64 Float32 Float64 Text'
      .split(' ')
      .map((name) => [`std::convert::to_${name.toLowerCase()}`, conversion(name as ScalarName)]),
  ),
};

type Exact = (words: LayoutArguments, defs: readonly TyDef[]) => Signature;

const ranked =
  (result: ScalarName): Exact =>
  (words) => {
    const item = headRegion(words.next());
    return { params: [arrayRegion(item), comparatorOf(item)], result: arrayRegion(scalarRegion(result)) };
  };

function comparatorOf(item: Region): CallbackSignature {
  return { params: [item, item], result: ordering() };
}

const extreme: Exact = (words) => {
  const item = headRegion(words.next());
  return { params: [arrayRegion(item), comparatorOf(item)], result: optionOf(item) };
};

const shifted: Exact = (words) => {
  const item = layoutRegion(words);
  return { params: [arrayRegion(item), scalarRegion('Int64')], result: arrayRegion(item) };
};

/** Externals that keep their name whatever their type is. */
const exactIds: Readonly<Record<string, Exact>> = {
  'std::ops::and': fixed(['Bool', 'Bool'], 'Bool'),
  'std::ops::or': fixed(['Bool', 'Bool'], 'Bool'),
  'std::ops::not': fixed(['Bool'], 'Bool'),
  'std::ops::cmp_typed': (words) => {
    const format = describedFormat(words.blob());
    return { params: [formatRegion(format), formatRegion(format)], result: ordering() };
  },
  'std::text::concat': fixed(['Text', 'Text'], 'Text'),
  'std::text::length': fixed(['Text'], 'Uint32'),
  'std::text::from_ascii': fixed(['Uint8'], 'Text'),
  'std::text::join': () => ({
    params: [arrayRegion(scalarRegion('Text')), scalarRegion('Text')],
    result: scalarRegion('Text'),
  }),
  'std::text::split': () => ({
    params: scalars('Text', 'Text'),
    result: arrayRegion(scalarRegion('Text')),
  }),
  ...each('std::text', 'starts_with ends_with contains', fixed(['Text', 'Text'], 'Bool')),
  'std::date::to_timestamp': fixed(['Date', 'Text'], 'Timestamp'),
  'std::timestamp::to_date': fixed(['Timestamp', 'Text'], 'Date'),
  'std::date::to_year_month_day': () => ({
    params: scalars('Date'),
    result: tupleRegion(scalars('Int32', 'Uint8', 'Uint8')),
  }),
  'std::array::count': () => ({ params: [arrayRegion(new Region())], result: scalarRegion('Int64') }),
  ...each('std::array', 'any all', () => ({
    params: [arrayRegion(scalarRegion('Bool'))],
    result: scalarRegion('Bool'),
  })),
  ...each('std::array', 'min max', extreme),
  ...each('std::array', 'rank rank_dense', ranked('Int32')),
  ...each('std::array', 'rank_percentile cume_dist', ranked('Float64')),
  ...each('std::array', 'lag lead', shifted),
  'std::array::sort': (words) => {
    const [item, key] = [layoutRegion(words), new Region()];
    return {
      params: [arrayRegion(item), { params: [item], result: key }, comparatorOf(key)],
      result: arrayRegion(item),
    };
  },
  'std::array::fold': (words) => {
    const [item, result] = [headRegion(words.next()), new Region()];
    return { params: [arrayRegion(item), result, { params: [result, item], result }], result };
  },
  'std::array::index': (words) => {
    const item = headRegion(words.next());
    return { params: [arrayRegion(item), scalarRegion('Int64')], result: optionOf(item) };
  },
  'std::array::filter': (words) => {
    const item = layoutRegion(words);
    return {
      params: [arrayRegion(item), { params: [item], result: scalarRegion('Bool') }],
      result: arrayRegion(item),
    };
  },
  'std::array::slice': (words) => {
    const item = layoutRegion(words);
    return {
      params: [arrayRegion(item), ...scalars('Int64', 'Int64')],
      result: arrayRegion(item),
    };
  },
  'std::array::append': (words) => {
    const item = layoutRegion(words);
    return { params: [arrayRegion(item), arrayRegion(item)], result: arrayRegion(item) };
  },
  'std::array::loop_until_empty': (words) => {
    const batch = arrayRegion(layoutRegion(words));
    return { params: [batch, { params: [batch], result: batch }], result: batch };
  },
  'std::array::map': (words) => {
    const [item, out] = [headRegion(words.next()), layoutRegion(words)];
    return { params: [arrayRegion(item), { params: [item], result: out }], result: arrayRegion(out) };
  },
  'std::array::flat_map': (words) => {
    const [item, out] = [headRegion(words.next()), arrayRegion(layoutRegion(words))];
    return { params: [arrayRegion(item), { params: [item], result: out }], result: out };
  },
  'std::array::scan': (words) => {
    const [item, out] = [headRegion(words.next()), layoutRegion(words)];
    return {
      params: [arrayRegion(item), out, { params: [out, item], result: out }],
      result: arrayRegion(out),
    };
  },
  'std::array::zip': (words) => {
    const [left, right] = [layoutRegion(words), layoutRegion(words)];
    return {
      params: [arrayRegion(left), arrayRegion(right)],
      result: arrayRegion(tupleRegion([left, right])),
    };
  },
  'std::array::to_columnar': (words) => {
    const row = headRegion(words.next());
    const offsets = words.list();
    const fields = words.list().map((size) => headRegion(size, words.list()));
    for (const [i, field] of fields.entries()) row.part(offsets[i] ?? 0).join(field);
    return { params: [arrayRegion(row)], result: tupleRegion(fields.map(arrayRegion)) };
  },
  'std::array::from_columnar': (words) => {
    const row = layoutRegion(words);
    const fields = words.list().map((size) => headRegion(size, words.list()));
    row.join(tupleRegion(fields));
    return { params: [tupleRegion(fields.map(arrayRegion))], result: arrayRegion(row) };
  },
  'std::array::group': (words) => {
    const [item, row] = [layoutRegion(words), layoutRegion(words)];
    const [keySize = 0] = words.list();
    const key = headRegion(keySize, words.list());
    row.join(tupleRegion([key, arrayRegion(item)]));
    return { params: [arrayRegion(item), { params: [item], result: key }], result: arrayRegion(row) };
  },
  'std::fs::read_parquet': (words, defs) => ({
    params: scalars('Text'),
    result: rowsRegion(words.blob(), defs),
  }),
  'std::fs::write_parquet': (words, defs) => ({
    params: [rowsRegion(words.blob(), defs), scalarRegion('Text')],
    result: headRegion(0, []),
  }),
  'interpreter::version': () => ({ params: [], result: scalarRegion('Text') }),
};

function rowsRegion(type: Uint8Array | undefined, defs: readonly TyDef[]): Region {
  const ty = schema.ty.decode(type ?? new Uint8Array());
  const format = ty.ok ? formatOf(ty.value, defs) : ty;
  if (!format.ok)
    throw new Undetermined(`the type of a file's rows does not decode: ${format.error.message}`);
  return formatRegion(format.value);
}

function each<T>(module: string, names: string, of: T): Record<string, T> {
  return Object.fromEntries(names.split(' ').map((name) => [`${module}::${name}`, of]));
}
