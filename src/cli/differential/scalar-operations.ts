import type { Builder, Operation, Parts } from './builder';
import { quoted } from './literal';
import {
  array,
  floats,
  integers,
  isFloat,
  isInteger,
  option,
  ordering,
  type ScalarName,
  sameType,
  scalar,
  type Type,
} from './type';

const is =
  (...names: ScalarName[]) =>
  (type: Type) =>
    type.kind === 'scalar' && names.includes(type.name);

export function call(name: string, ...types: Type[]): (builder: Builder) => Parts {
  return (builder) => [
    `${name}(`,
    ...types.flatMap((type, i) => (i === 0 ? [builder.expression(type)] : [', ', builder.expression(type)])),
    ')',
  ];
}

function infix(operator: string, type: Type): (builder: Builder) => Parts {
  return (builder) => ['(', builder.expression(type), ` ${operator} `, builder.expression(type), ')'];
}

const text = scalar('Text');
const bool = scalar('Bool');
const int64 = scalar('Int64');
const numbers = [...integers, ...floats] as const;
const zones = [
  'UTC',
  'Europe/Vienna',
  'America/Havana',
  'Asia/Kolkata',
  'Pacific/Apia',
  'America/New_York',
  'EST5EDT',
];

/** A zone that the compiler sees, or one known only when the program runs. */
function zone(builder: Builder): Parts {
  const literal = quoted(builder.random.pick(zones));
  if (builder.random.chance(0.7)) return [literal];
  return ['(if ', builder.expression(bool), ` then ${literal} else ${quoted(builder.random.pick(zones))})`];
}

const smallFloat = (builder: Builder, type: Type): Parts => [builder.expression(type)];

/** Ways to make Bool, numbers, Text, dates and orderings. */
export const scalarOperations: readonly Operation[] = [
  {
    name: 'integer arithmetic',
    weight: 3,
    accepts: isInteger,
    make: (builder, type) => infix(builder.random.pick(['+', '+', '-', '*']), type)(builder),
  },
  {
    name: 'integer division',
    weight: 1,
    accepts: isInteger,
    make: (builder, type) => infix(builder.random.pick(['/', '%']), type)(builder),
  },
  {
    name: 'neg',
    weight: 1,
    accepts: is('Int8', 'Int16', 'Int32', 'Int64', 'Duration'),
    make: (builder, type) => ['(-', builder.expression(type), ')'],
  },
  {
    name: 'abs',
    weight: 0.5,
    accepts: (type) => isInteger(type) || isFloat(type),
    make: (builder, type) => call('math::abs', type)(builder),
  },
  {
    name: 'pow',
    weight: 0.4,
    accepts: is('Int64'),
    make: (builder) => [
      'math::pow(',
      builder.expression(int64),
      ', ',
      builder.random.chance(0.5) ? `(${builder.random.below(6)}: Int64)` : builder.expression(int64),
      ')',
    ],
  },
  {
    name: 'cast',
    weight: 2,
    accepts: (type) => isInteger(type) || isFloat(type),
    make: (builder, type) => {
      const from = scalar(builder.random.pick(numbers));
      const target = type.kind === 'scalar' ? type.name.toLowerCase() : '';
      return [`to_${target}(`, builder.expression(from), ')'];
    },
  },
  {
    name: 'float arithmetic',
    weight: 3,
    accepts: isFloat,
    make: (builder, type) => {
      const operators = builder.mode === 'computed' ? ['+', '-', '*', '/', '%'] : ['+', '-'];
      return [
        '(',
        ...smallFloat(builder, type),
        ` ${builder.random.pick(operators)} `,
        ...smallFloat(builder, type),
        ')',
      ];
    },
  },
  {
    name: 'count',
    weight: 1,
    accepts: is('Int64'),
    make: (builder) => call('count', array(builder.type()))(builder),
  },
  {
    name: 'sum',
    weight: 1.5,
    accepts: (type) => isInteger(type) || isFloat(type) || is('Duration')(type),
    make: (builder, type) => call('sum', array(type))(builder),
  },
  {
    name: 'mean',
    weight: 1.5,
    accepts: is('Float64'),
    make: (builder) => call('mean', array(scalar(builder.random.pick(numbers))))(builder),
  },
  {
    name: 'length',
    weight: 1.5,
    accepts: is('Uint32'),
    make: call('text::length', text),
  },
  {
    name: 'calendar field',
    weight: 0.7,
    accepts: is('Int32', 'Uint8'),
    make: (builder, type) => [
      'date::to_year_month_day(',
      builder.expression(scalar('Date')),
      is('Int32')(type) ? ').year' : builder.random.pick([').month', ').day']),
    ],
  },
  {
    name: 'unwrapped',
    weight: 0.5,
    accepts: is('Int32', 'Int64', 'Uint64'),
    make: (builder, type) => {
      if (is('Int32')(type)) return [builder.expression(scalar('Date')), '.days_epoch'];
      if (is('Uint64')(type)) return [builder.expression(scalar('Time')), '.0'];
      return [builder.expression(scalar(builder.random.pick(['Duration', 'Timestamp']))), '.microseconds'];
    },
  },
  {
    name: 'comparison',
    weight: 4,
    accepts: is('Bool'),
    make: (builder) => {
      let type = builder.comparableType();
      while (isFloat(type)) type = builder.comparableType();
      return infix(builder.random.pick(['==', '!=', '<', '<=', '>', '>=']), type)(builder);
    },
  },
  {
    name: 'logic',
    weight: 2,
    accepts: is('Bool'),
    make: (builder) =>
      builder.random.chance(0.3)
        ? ['(!', builder.expression(bool), ')']
        : infix(builder.random.pick(['&&', '||']), bool)(builder),
  },
  {
    name: 'any all',
    weight: 1,
    accepts: is('Bool'),
    make: (builder) => call(builder.random.pick(['any', 'all']), array(bool))(builder),
  },
  {
    name: 'is_empty',
    weight: 0.7,
    accepts: is('Bool'),
    make: (builder) => call('is_empty', array(builder.type()))(builder),
  },
  {
    name: 'contains',
    weight: 1,
    accepts: is('Bool'),
    make: (builder) => {
      let type = builder.orderedType();
      while (isFloat(type)) type = builder.orderedType();
      return call('contains', array(type), type)(builder);
    },
  },
  {
    name: 'is_some',
    weight: 1,
    accepts: is('Bool'),
    make: (builder) => call(builder.random.pick(['is_some', 'is_none']), option(builder.type()))(builder),
  },
  {
    name: 'text test',
    weight: 1,
    accepts: is('Bool'),
    make: (builder) =>
      call(
        builder.random.pick(['text::starts_with', 'text::contains', 'text::ends_with']),
        text,
        text,
      )(builder),
  },
  {
    name: 'concat',
    weight: 2,
    accepts: is('Text'),
    make: call('text::concat', text, text),
  },
  {
    name: 'interpolation',
    weight: 1,
    accepts: is('Text'),
    make: (builder) =>
      builder.binding(text, (name, inner) => [
        '(let other = ',
        inner.expression(text),
        `; f"<{${name}}|{other}>")`,
      ]),
  },
  {
    name: 'join',
    weight: 1.5,
    accepts: is('Text'),
    make: call('text::join', array(text), text),
  },
  {
    name: 'to_text',
    weight: 2,
    accepts: is('Text'),
    make: (builder) => {
      const type = scalar(
        builder.random.pick([...numbers, 'Bool', 'Text', 'Date', 'Time', 'Duration', 'Timestamp', 'Decimal']),
      );
      return call('to_text', type)(builder);
    },
  },
  {
    name: 'from_ascii',
    weight: 0.4,
    accepts: is('Text'),
    make: (builder) => [`text::from_ascii((${1 + builder.random.below(255)}: Uint8))`],
  },
  {
    name: 'cmp',
    weight: 6,
    accepts: (type) => sameType(type, ordering),
    make: (builder) => {
      const type = builder.comparableType();
      return call('cmp', type, type)(builder);
    },
  },
  {
    name: 'match cmp',
    weight: 0.4,
    accepts: () => true,
    make: (builder, type) => {
      const compared = builder.comparableType();
      return [
        '(match cmp(',
        builder.expression(compared),
        ', ',
        builder.expression(compared),
        ') {.less => ',
        builder.expression(type),
        ', .equal => ',
        builder.expression(type),
        ', .greater => ',
        builder.expression(type),
        '})',
      ];
    },
  },
  {
    name: 'decimal arithmetic',
    weight: 2,
    accepts: is('Decimal', 'Duration'),
    make: (builder, type) => infix(builder.random.pick(['+', '-']), type)(builder),
  },
  {
    name: 'date difference',
    weight: 1.5,
    accepts: is('Duration'),
    make: (builder) => {
      switch (builder.random.below(5)) {
        case 0:
          return call('date::sub', scalar('Date'), scalar('Date'))(builder);
        case 1:
          return call('timestamp::sub', scalar('Timestamp'), scalar('Timestamp'))(builder);
        case 2:
          return call('time::to_duration', scalar('Time'))(builder);
        case 3:
          return call('time::diff', scalar('Time'), scalar('Time'))(builder);
        default:
          return ['timezone_offset(', ...zone(builder), ', ', builder.expression(scalar('Date')), ')'];
      }
    },
  },
  {
    name: 'time arithmetic',
    weight: 2,
    accepts: is('Time'),
    make: (builder) =>
      call(builder.random.pick(['time::add', 'time::sub']), scalar('Time'), scalar('Duration'))(builder),
  },
  {
    name: 'to_timestamp',
    weight: 2,
    accepts: is('Timestamp'),
    make: (builder) =>
      builder.random.chance(0.3)
        ? call('Timestamp', int64)(builder)
        : ['date::to_timestamp(', builder.expression(scalar('Date')), ', ', ...zone(builder), ')'],
  },
  {
    name: 'to_date',
    weight: 2,
    accepts: is('Date'),
    make: (builder) =>
      builder.random.chance(0.4)
        ? call('Date', scalar('Int32'))(builder)
        : ['timestamp::to_date(', builder.expression(scalar('Timestamp')), ', ', ...zone(builder), ')'],
  },
  {
    name: 'match literal',
    weight: 0.6,
    accepts: () => true,
    make: (builder, type) => {
      const subject = scalar(builder.random.pick(['Text', 'Int32', 'Bool', 'Int64', 'Uint8']));
      const patterns = is('Text')(subject)
        ? ['""', '"a"', '"ab"']
        : is('Bool')(subject)
          ? ['true']
          : ['0', '1', '3'];
      const [first, ...rest] = patterns;
      return [
        '(match ',
        builder.expression(subject),
        ` {${first} => `,
        builder.expression(type),
        ...(rest.length > 0 ? [`, ${rest.join(' | ')} => `, builder.expression(type)] : []),
        ', _ => ',
        builder.expression(type),
        '})',
      ];
    },
  },
];
