import type { Builder, Operation, Parts } from './builder';
import { call } from './scalar-operations';
import {
  array,
  hasFloat,
  integers,
  isFloat,
  isInteger,
  option,
  type ScalarName,
  sameType,
  scalar,
  type Type,
  tuple,
  typeText,
} from './type';

type ArrayType = Type & { kind: 'array' };
type TupleType = Type & { kind: 'tuple' };

const text = scalar('Text');
const int64 = scalar('Int64');
const isArray = (type: Type): type is ArrayType => type.kind === 'array';
const isOption = (type: Type): boolean =>
  type.kind === 'enum' && sameType(type, option(type.variants[1]?.type ?? type));
const payload = (type: Type): Type => (type as Type & { kind: 'enum' }).variants[1]!.type!;
const arrayOf = (type: Type, ...names: ScalarName[]) =>
  isArray(type) && type.item.kind === 'scalar' && names.includes(type.item.name);
const itemOf = (type: Type): Type => (type as ArrayType).item;
const isColumns = (type: Type): type is TupleType =>
  type.kind === 'tuple' && type.fields.length > 0 && type.fields.every((field) => isArray(field.type));
/** What `to_columnar` makes the columns of. */
const rowsOf = (type: TupleType): Type =>
  array(tuple(...type.fields.map((field) => ({ ...field, type: itemOf(field.type) }))));
const columnsOf = (row: TupleType): Type =>
  tuple(...row.fields.map((field) => ({ ...field, type: array(field.type) })));

/** A position or offset: mostly near the ends of short arrays. */
function position(builder: Builder): Parts {
  if (builder.random.chance(0.25)) return [builder.expression(int64)];
  return [`(${builder.random.pick(['0', '1', '2', '-1', '-2', '5', '3'])}: Int64)`];
}

/** A function over one field of a tuple type, named like its parameter. */
function keyed(builder: Builder, item: Type, key: Type): Parts {
  return builder.lambda([item], key);
}

function unaryChain(builder: Builder, type: Type, make: (source: string, inner: Builder) => Parts): Parts {
  return builder.binding(type, (variable, inner) => make(variable, inner));
}

/** Ways to make arrays, options, and what is read out of them. */
export const arrayOperations: readonly Operation[] = [
  {
    name: 'map',
    weight: 5,
    accepts: isArray,
    make: (builder, type) => {
      const from = builder.type();
      return ['map(', builder.expression(array(from)), ', ', ...builder.lambda([from], itemOf(type)), ')'];
    },
  },
  {
    name: 'filter',
    weight: 3,
    accepts: isArray,
    make: (builder, type) => [
      'filter(',
      builder.expression(type),
      ', ',
      ...builder.lambda([itemOf(type)], scalar('Bool')),
      ')',
    ],
  },
  {
    name: 'flat_map',
    weight: 2,
    accepts: isArray,
    make: (builder, type) => {
      const from = builder.type();
      return ['flat_map(', builder.expression(array(from)), ', ', ...builder.lambda([from], type), ')'];
    },
  },
  {
    name: 'slice',
    weight: 1.5,
    accepts: isArray,
    make: (builder, type) => [
      'slice(',
      builder.expression(type),
      ', ',
      ...position(builder),
      ', ',
      ...position(builder),
      ')',
    ],
  },
  {
    name: 'append',
    weight: 1.5,
    accepts: isArray,
    make: (builder, type) => call('append', type, type)(builder),
  },
  {
    name: 'array literal',
    weight: 1.5,
    accepts: isArray,
    make: (builder, type) => [
      '([',
      ...Array.from({ length: 1 + builder.random.below(3) }, () => [
        builder.expression(itemOf(type)),
        ', ',
      ]).flat(),
      `]: ${typeText(type)})`,
    ],
  },
  {
    name: 'sort',
    weight: 3,
    accepts: isArray,
    make: (builder, type) => [
      'sort(',
      builder.expression(type),
      ', ',
      ...keyed(builder, itemOf(type), builder.orderedType()),
      ')',
    ],
  },
  {
    name: 'distinct',
    weight: 1,
    accepts: (type) => isArray(type),
    make: (builder, type) =>
      builder.mode === 'computed' && hasFloat(type)
        ? ['append(', builder.expression(type), ', [])']
        : call('distinct', type)(builder),
  },
  {
    name: 'zip',
    weight: 8,
    accepts: (type) =>
      isArray(type) &&
      type.item.kind === 'tuple' &&
      type.item.fields.length === 2 &&
      type.item.fields.every((field) => field.name === undefined),
    make: (builder, type) => {
      const { fields } = itemOf(type) as TupleType;
      return call('zip', array(fields[0]!.type), array(fields[1]!.type))(builder);
    },
  },
  {
    name: 'from_columnar',
    weight: 2,
    accepts: (type) => isArray(type) && type.item.kind === 'tuple' && type.item.fields.length > 0,
    make: (builder, type) => call('from_columnar', columnsOf(itemOf(type) as TupleType))(builder),
  },
  {
    name: 'map_columnar',
    weight: 1,
    accepts: (type) => isArray(type) && type.item.kind === 'tuple' && type.item.fields.length > 0,
    make: (builder, type) => {
      const row = itemOf(type) as TupleType;
      return [
        'map_columnar(',
        builder.expression(type),
        `, func (columns: ${typeText(columnsOf(row))}): ${typeText(columnsOf(row))} -> {${row.fields
          .map((_, i) => {
            const column = `columns.${i}`;
            return builder.random.pick([
              column,
              `lag(${column}, 1)`,
              `lead(${column}, 2)`,
              `slice(${column}, 0, 2)`,
            ]);
          })
          .join(', ')}})`,
      ];
    },
  },
  {
    name: 'to_columnar',
    weight: 4,
    accepts: isColumns,
    make: (builder, type) => call('to_columnar', rowsOf(type as TupleType))(builder),
  },
  {
    name: 'aggregate',
    weight: 0.7,
    accepts: () => true,
    make: (builder, type) => {
      const row = tuple({ name: 'a', type: builder.type(0) }, { type: builder.type(1) });
      return [
        'aggregate(',
        builder.expression(array(row)),
        ', ',
        ...builder.lambda([columnsOf(row as TupleType)], type),
        ')',
      ];
    },
  },
  {
    name: 'scan',
    weight: 1,
    accepts: isArray,
    make: (builder, type) => {
      const from = builder.type();
      return [
        'scan(',
        builder.expression(array(from)),
        ', ',
        builder.expression(itemOf(type)),
        ', ',
        ...builder.lambda([itemOf(type), from], itemOf(type)),
        ')',
      ];
    },
  },
  {
    name: 'fold',
    weight: 1,
    accepts: () => true,
    make: (builder, type) => {
      const from = builder.type();
      return [
        'fold(',
        builder.expression(array(from)),
        ', ',
        builder.expression(type),
        ', ',
        ...builder.lambda([type, from], type),
        ')',
      ];
    },
  },
  {
    name: 'loop_until_empty',
    weight: 0.5,
    accepts: isArray,
    make: (builder, type) => {
      const item = itemOf(type);
      const row = tuple({ name: 'd', type: int64 }, { name: 'x', type: item });
      const rowText = typeText(row);
      const next = builder.random.chance(0.5)
        ? [
            'map(func (r: ',
            rowText,
            ') -> ({r.d + 1, ',
            ...unaryStep(builder, item, 'r.x'),
            `}: ${rowText}))`,
          ]
        : [
            'flat_map(func (r: ',
            rowText,
            ') -> ([{r.d + 1, r.x}, {r.d + 2, ',
            ...unaryStep(builder, item, 'r.x'),
            `}]: [${rowText}]))`,
          ];
      return [
        'map(loop_until_empty(map(',
        builder.expression(type),
        `, func (x: ${typeText(item)}) -> ({0, x}: ${rowText})), func (level: [${rowText}]) -> level | filter(func (r: ${rowText}) -> r.d < 2) | `,
        ...next,
        `), func (r: ${rowText}) -> r.x)`,
      ];
    },
  },
  {
    name: 'lag lead',
    weight: 2,
    accepts: isArray,
    make: (builder, type) => [
      `${builder.random.pick(['lag', 'lead'])}(`,
      builder.expression(type),
      ', ',
      ...position(builder),
      ')',
    ],
  },
  {
    name: 'sequence',
    weight: 2,
    accepts: (type) => isArray(type) && isInteger(type.item),
    make: (builder, type) => {
      const item = typeText(itemOf(type));
      const start = builder.random.below(4);
      return [`sequence((${start}: ${item}), (${start + builder.random.below(5)}: ${item}))`];
    },
  },
  {
    name: 'rolling_mean',
    weight: 3,
    accepts: (type) => arrayOf(type, 'Float64'),
    make: (builder) => {
      const items = scalar(builder.random.pick([...integers, 'Float32', 'Float64']));
      const bound = () => builder.random.pick(['0', '1', '2', '4294967295']);
      return ['rolling_mean(', builder.expression(array(items)), `, ${bound()}, ${bound()})`];
    },
  },
  {
    name: 'rank',
    weight: 3,
    accepts: (type) => arrayOf(type, 'Int32', 'Float64'),
    make: (builder, type) =>
      call(
        arrayOf(type, 'Int32')
          ? builder.random.pick(['rank', 'rank_dense'])
          : builder.random.pick(['rank_percentile', 'cume_dist']),
        array(builder.orderedType()),
      )(builder),
  },
  {
    name: 'split',
    weight: 3,
    accepts: (type) => arrayOf(type, 'Text'),
    make: call('text::split', text, text),
  },
  {
    name: 'group_map',
    weight: 1.5,
    accepts: isArray,
    make: (builder, type) => {
      const item = builder.type();
      const key = builder.comparableType();
      return [
        'group_map(',
        builder.expression(array(item)),
        ', ',
        ...keyed(builder, item, key),
        ', ',
        ...builder.lambda([key, array(item)], itemOf(type)),
        ')',
      ];
    },
  },
  {
    name: 'group',
    weight: 1,
    accepts: isArray,
    make: (builder, type) => {
      const item = builder.type();
      const key = builder.comparableType();
      const group = tuple({ name: 'key', type: key }, { name: 'values', type: array(item) });
      return [
        'map(group(',
        builder.expression(array(item)),
        ', ',
        ...keyed(builder, item, key),
        '), ',
        ...builder.lambda([group], itemOf(type)),
        ')',
      ];
    },
  },
  {
    name: 'flat lookup',
    weight: 0.6,
    accepts: isArray,
    make: (builder, type) =>
      unaryChain(builder, type, (variable, inner) => [
        'flat_map(',
        inner.expression(type),
        `, func (x: ${typeText(itemOf(type))}) -> ${variable})`,
      ]),
  },
  {
    name: 'a[i]',
    weight: 1.2,
    accepts: () => true,
    make: (builder, type) => ['(', builder.expression(array(type)), ')[', ...position(builder), ']'],
  },
  {
    name: 'or_default',
    weight: 0.7,
    accepts: () => true,
    make: (builder, type) => call('or_default', option(type))(builder),
  },
  {
    name: 'or_else',
    weight: 1,
    accepts: () => true,
    make: (builder, type) =>
      builder.random.chance(0.5)
        ? call('or_else', option(type), type)(builder)
        : ['(', builder.expression(option(type)), ' ?? ', builder.expression(type), ')'],
  },
  {
    name: 'map_or',
    weight: 0.8,
    accepts: () => true,
    make: (builder, type) => {
      const from = builder.type();
      return [
        'map_or(',
        builder.expression(option(from)),
        ', ',
        builder.expression(type),
        ', ',
        ...builder.lambda([from], type),
        ')',
      ];
    },
  },
  {
    name: 'index',
    weight: 2,
    accepts: isOption,
    make: (builder, type) => [
      'index(',
      builder.expression(array(payload(type))),
      ', ',
      ...position(builder),
      ')',
    ],
  },
  {
    name: 'find',
    weight: 2,
    accepts: isOption,
    make: (builder, type) => [
      'find(',
      builder.expression(array(payload(type))),
      ', ',
      ...builder.lambda([payload(type)], scalar('Bool')),
      ')',
    ],
  },
  {
    name: 'min max',
    weight: 3,
    accepts: (type) => isOption(type) && payload(type).kind === 'scalar',
    make: (builder, type) =>
      builder.mode === 'computed' && isFloat(payload(type))
        ? ['index(', builder.expression(array(payload(type))), ', 0)']
        : call(builder.random.pick(['min', 'max']), array(payload(type)))(builder),
  },
  {
    name: 'option map',
    weight: 1.5,
    accepts: isOption,
    make: (builder, type) => {
      const from = builder.type();
      const flat = builder.random.chance(0.5);
      return [
        flat ? 'option::flat_map(' : 'option::map(',
        builder.expression(option(from)),
        ', ',
        ...builder.lambda([from], flat ? type : payload(type)),
        ')',
      ];
    },
  },
  {
    name: 'option zip',
    weight: 6,
    accepts: (type) => {
      if (!isOption(type)) return false;
      const inner = payload(type);
      return (
        inner.kind === 'tuple' &&
        inner.fields.length === 2 &&
        inner.fields.every((field) => field.name === undefined)
      );
    },
    make: (builder, type) => {
      const { fields } = payload(type) as TupleType;
      return call('option::zip', option(fields[0]!.type), option(fields[1]!.type))(builder);
    },
  },
];

/** The next item of a loop: the same, or something made of it. */
function unaryStep(builder: Builder, item: Type, path: string): Parts {
  if (builder.random.chance(0.4)) return [path];
  return [`if r.d == 0 then ${path} else `, builder.expression(item)];
}
