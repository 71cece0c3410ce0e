import {
  asColumn,
  type ColumnValue,
  column,
  type Influence,
  influenced,
  influencesOf,
  joined,
  mergeInfluences,
  strengthened,
} from './column-value';

type Args = readonly ColumnValue[];
/** What an external makes of its arguments; undefined where the walk cannot follow. */
type Rule = (args: Args) => ColumnValue | undefined;

interface ArrayOf {
  readonly item: ColumnValue;
  readonly influences: readonly Influence[];
}

function arrayOf(value: ColumnValue | undefined): ArrayOf | undefined {
  if (value?.kind === 'array') return value;
  // An opaque relation is one column all through.
  return value?.kind === 'column' ? { item: value, influences: value.influences } : undefined;
}

function array(item: ColumnValue, ...influences: readonly (readonly Influence[])[]): ColumnValue {
  return { kind: 'array', item, influences: mergeInfluences(influences.flat()) };
}

function option(some: ColumnValue, influences: readonly Influence[]): ColumnValue {
  return {
    kind: 'enum',
    tag: column([], influences),
    variants: new Map([['some', influenced(some, influences)]]),
  };
}

function apply(f: ColumnValue | undefined, ...args: Args): ColumnValue | undefined {
  return f?.kind === 'function' ? f.apply(args) : undefined;
}

/** A rule for functions over one array. */
function over(rule: (from: ArrayOf, rest: Args) => ColumnValue | undefined): Rule {
  return ([first, ...rest]) => {
    const from = arrayOf(first);
    return from && rule(from, rest);
  };
}

const sameItems = over((from, rest) =>
  array(from.item, from.influences, ...rest.map((value) => influencesOf(value, 'filter'))),
);

const reduced = over(({ item, influences }) => {
  const all = asColumn(item, 'aggregation');
  return { ...all, influences: mergeInfluences([...all.influences, ...influences]) };
});

const reducedOption = over(({ item, influences }) => option(asColumn(item, 'aggregation'), influences));

/** Looks at neighbours: the column itself, influenced by the whole of it. */
const neighbours = over(({ item, influences }) =>
  array(influenced(strengthened(item, 'transformation'), influencesOf(item, 'window')), influences),
);

const ranked = over(({ item, influences }) =>
  array({ ...asColumn(item, 'transformation'), influences: influencesOf(item, 'window') }, influences),
);

const rules: Readonly<Record<string, Rule>> = {
  filter: over((from, [condition]) => {
    const met = apply(condition, from.item);
    const isJoin = condition?.kind === 'function' && condition.comparesRows;
    return met && array(from.item, from.influences, influencesOf(met, isJoin ? 'join' : 'filter'));
  }),
  map: over((from, [mapper]) => {
    const item = apply(mapper, from.item);
    return item && array(item, from.influences, joinsInside(item));
  }),
  flat_map: over((from, [mapper]) => {
    const made = apply(mapper, from.item);
    const inner = arrayOf(made);
    return inner && array(inner.item, from.influences, inner.influences, joinsInside(inner.item));
  }),
  sort: over((from, [key]) => {
    const by = apply(key, from.item);
    return by && array(from.item, from.influences, influencesOf(by, 'sort'));
  }),
  slice: sameItems,
  index: over((from, rest) =>
    option(from.item, [...from.influences, ...rest.flatMap((r) => influencesOf(r, 'filter'))]),
  ),
  group: over((from, [getKey]) => {
    const key = apply(getKey, from.item);
    if (!key) return undefined;
    const values = array(from.item, influencesOf(key, 'groupBy'));
    return array(
      {
        kind: 'tuple',
        fields: [
          { name: 'key', value: key },
          { name: 'values', value: values },
        ],
      },
      from.influences,
    );
  }),
  // Counting reads no column: only what decides which rows there are counts (LIN-3).
  count: over((from) => column([], from.influences, false)),
  sum: reduced,
  mean: reduced,
  any: reduced,
  all: reduced,
  min: reducedOption,
  max: reducedOption,
  append: ([first, second]) => first && second && joined(first, second),
  zip: ([left, right]) => {
    const [a, b] = [arrayOf(left), arrayOf(right)];
    if (!a || !b) return undefined;
    return array(
      { kind: 'tuple', fields: [{ value: a.item }, { value: b.item }] },
      a.influences,
      b.influences,
    );
  },
  to_columnar: over(({ item, influences }) => {
    if (item.kind !== 'tuple') return undefined;
    const fields = item.fields.map((field) => ({ ...field, value: array(field.value, influences) }));
    return { kind: 'tuple', fields };
  }),
  from_columnar: ([columnar]) => {
    if (columnar?.kind !== 'tuple') return undefined;
    const columns = columnar.fields.map((field) => arrayOf(field.value));
    if (columns.some((one) => one === undefined)) return undefined;
    const fields = columnar.fields.map((field, i) => ({ ...field, value: columns[i]!.item }));
    return array({ kind: 'tuple', fields }, ...columns.map((one) => one!.influences));
  },
  lag: neighbours,
  lead: neighbours,
  rolling_mean: ranked,
  rank: ranked,
  rank_dense: ranked,
  rank_percentile: ranked,
  cume_dist: ranked,
  fold: over((from, [initial]) => {
    if (initial?.kind !== 'column') return undefined;
    const all = asColumn(
      { kind: 'tuple', fields: [{ value: from.item }, { value: initial }] },
      'aggregation',
    );
    return { ...all, influences: mergeInfluences([...all.influences, ...from.influences]) };
  }),
  scan: over((from, [initial]) => {
    if (initial?.kind !== 'column') return undefined;
    const all = asColumn(
      { kind: 'tuple', fields: [{ value: from.item }, { value: initial }] },
      'transformation',
    );
    return array({ ...all, influences: influencesOf(from.item, 'window') }, from.influences);
  }),
  loop_until_empty: ([initial, operation]) => {
    const once = initial && apply(operation, initial);
    return once && joined(initial, strengthened(once, 'transformation'));
  },
};

/** Lookups made for an item concern every row of the result (LIN-4). */
function joinsInside(item: ColumnValue): readonly Influence[] {
  return asColumn(item, 'identity').influences.filter((one) => one.kind === 'join');
}

/** The rule of an external of `std::array`, if it has one of its own. */
export function arrayRule(path: string): Rule | undefined {
  const name = /^std::array::(\w+)$/.exec(path)?.[1];
  return name !== undefined && Object.hasOwn(rules, name) ? rules[name] : undefined;
}
