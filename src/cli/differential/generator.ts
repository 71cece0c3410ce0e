import { arrayOperations } from './array-operations';
import type { Binding, Builder, Operation, Parts } from './builder';
import type { Expression } from './expression';
import { type FloatMode, literal } from './literal';
import type { Random } from './random';
import { scalarOperations } from './scalar-operations';
import {
  floats,
  frames,
  hasFloat,
  integers,
  isInteger,
  name,
  others,
  randomScalar,
  randomType,
  sameType,
  scalar,
  type Type,
  tuple,
  typeText,
} from './type';

/** A generated program: parameters with a value for each, and what is made of them. */
export interface Program {
  readonly parameters: readonly { readonly name: string; readonly type: Type; readonly value: Expression }[];
  readonly body: Expression;
}

/**
 * A random program of about `nodes` nodes. With `failing` there are parts in it that fail; the program has a value
 * when nothing asks for them.
 */
export function randomProgram(random: Random, nodes: number, failing = false): Program {
  const mode: FloatMode = random.chance(0.6) ? 'ordered' : 'computed';
  const generator = new ProgramGenerator(random, mode, failing);
  const parameters = Array.from({ length: random.pick([0, 0, 1, 1, 2, 3]) }, (_, i) => {
    const type = randomType(random, 2);
    return { name: `p${i}`, type, value: literal(random, type, mode) };
  });
  const scope = parameters.flatMap(({ name, type }) => paths(name, type, 2));
  const results = 1 + random.below(2);
  const types = Array.from({ length: results }, () => randomType(random, 2));
  const bodies = types.map((type) => generator.expression(type, scope, nodes / results));
  const [only] = bodies;
  const body: Expression =
    results === 1
      ? only!
      : {
          type: tuple(...types.map((type) => ({ type }))),
          operator: 'tuple',
          parts: ['{', ...bodies.flatMap((part, i) => (i === 0 ? [part] : [', ', part])), '}'],
        };
  return { parameters, body };
}

/** The name and the fields below it, `depth` levels down. */
function paths(text: string, type: Type, depth: number): Binding[] {
  const here: Binding = { text, type };
  if (depth === 0) return [here];
  if (type.kind === 'tuple') {
    return [
      here,
      ...type.fields.flatMap((field, i) => {
        const named =
          field.name !== undefined && type.fields.findIndex((one) => one.name === field.name) === i;
        return paths(named ? `${text}.${name(field.name!)}` : `(${text}.${i})`, field.type, depth - 1);
      }),
    ];
  }
  if (type.kind === 'frame') return [here, ...paths(`(${text}.0)`, type.carrier, depth - 1)];
  return [here];
}

class ProgramGenerator {
  #names = 0;

  constructor(
    private readonly random: Random,
    private readonly mode: FloatMode,
    private readonly failing: boolean,
  ) {}

  expression(type: Type, scope: readonly Binding[], fuel: number): Expression {
    const { random } = this;
    if (this.failing && isInteger(type) && random.chance(0.06)) return failure(random, type, scope);
    const variables = scope.filter((binding) => sameType(binding.type, type));
    if (fuel < 2) {
      const leaf = variables.length > 0 && random.chance(0.75);
      return leaf ? variable(random.pick(variables)) : literal(random, type, this.mode, 1);
    }
    if (variables.length > 0 && random.chance(0.15)) return variable(random.pick(variables));
    const operation = this.#pick(type);
    const builder = this.#builder(scope, fuel - 1);
    return { type, operator: operation.name, parts: operation.make(builder, type) };
  }

  #pick(type: Type): Operation {
    const possible = operations.filter((operation) => operation.accepts(type));
    let left = this.random.next() * possible.reduce((sum, { weight }) => sum + weight, 0);
    for (const operation of possible) {
      left -= operation.weight;
      if (left < 0) return operation;
    }
    return possible[0]!;
  }

  #builder(scope: readonly Binding[], fuel: number): Builder {
    const { random, mode } = this;
    let left = fuel;
    /** Each argument takes a share of what is left. */
    const share = () => {
      const part = left * (0.3 + random.next() * 0.5);
      left -= part;
      return part;
    };
    const fresh = () => `v${this.#names++}`;
    return {
      random,
      mode,
      type: (depth = 1) => this.#argumentType(scope, depth),
      orderedType: () => this.#orderedType(),
      comparableType: () => {
        const type = this.#argumentType(scope, 1);
        return mode === 'computed' && hasFloat(type) ? this.#orderedType() : type;
      },
      expression: (type) => this.expression(type, scope, share()),
      lambda: (parameters, result) => {
        const names = parameters.map((type) => ({ text: fresh(), type }));
        const inner = [...scope, ...names.flatMap(({ text, type }) => paths(text, type, 2))];
        const head = names.map(({ text, type }) => `${text}: ${typeText(type)}`).join(', ');
        return [`func (${head}) -> `, this.expression(result, inner, share())];
      },
      binding: (type, build) => {
        const text = fresh();
        const value = this.expression(type, scope, share());
        const inner = [...scope, ...paths(text, type, 2)];
        return [`(let ${text} = `, value, '; ', ...build(text, this.#builder(inner, share())), ')'];
      },
    };
  }

  /** Often a type that is in scope, so that variables get used. */
  #argumentType(scope: readonly Binding[], depth: number): Type {
    if (scope.length > 0 && this.random.chance(0.4)) return this.random.pick(scope).type;
    return this.random.chance(0.5) ? randomScalar(this.random) : randomType(this.random, depth + 1);
  }

  #orderedType(): Type {
    const names = this.mode === 'ordered' ? [...integers, ...floats, ...others] : [...integers, ...others];
    return scalar(this.random.pick(names));
  }
}

/** Whole numbers that cannot be worked out: of constants, of rows, and of what is in scope. */
function failure(random: Random, type: Type, scope: readonly Binding[]): Expression {
  const text = typeText(type);
  const own = scope.find((binding) => sameType(binding.type, type))?.text ?? `(3: ${text})`;
  const ways = [
    `((1: ${text}) / 0)`,
    `(${own} / (${own} - ${own}))`,
    `([0: ${text}, 1] | map(func (z: ${text}) -> ${own} / z) | sum())`,
    `([0: ${text}] | map(func (z: ${text}) -> 1 / z) | max() | or_default())`,
    `(sequence(0: ${text}, 3) | find(func (z: ${text}) -> 2 / z == 1) | or_default())`,
    `(let z = sequence(0: ${text}, 3) | map(func (z: ${text}) -> ${own} % z) | min(); z | or_else(or_default(z)))`,
    `(fold([1: ${text}, 0], 5, func (a: ${text}, z: ${text}) -> a / z))`,
  ];
  return { type, operator: 'failure', parts: [random.pick(ways)] };
}

function variable(binding: Binding): Expression {
  return { type: binding.type, operator: 'variable', parts: [binding.text] };
}

/** Ways to make a value of any type, or of a compound one. */
const forms: readonly Operation[] = [
  {
    name: 'if',
    weight: 1.5,
    accepts: () => true,
    make: (builder, type) => [
      '(if ',
      builder.expression(scalar('Bool')),
      ' then ',
      builder.expression(type),
      ' else ',
      builder.expression(type),
      ')',
    ],
  },
  {
    name: 'let',
    weight: 1.2,
    accepts: () => true,
    make: (builder, type) => builder.binding(builder.type(), (_, inner) => [inner.expression(type)]),
  },
  {
    name: 'match',
    weight: 1.2,
    accepts: () => true,
    make: (builder, type) => {
      let subject = randomType(builder.random, 2);
      for (let i = 0; i < 6 && subject.kind !== 'enum'; i++) subject = randomType(builder.random, 2);
      if (subject.kind !== 'enum') return ['(', builder.expression(type), ')'];
      const arms = subject.variants.flatMap((variant, i) => {
        const last = i === subject.variants.length - 1;
        const shown = `${i === 0 ? '' : ', '}.${name(variant.name)}`;
        if (variant.type === undefined) return [`${shown} => `, builder.expression(type)];
        if (last && builder.random.chance(0.2))
          return [`${i === 0 ? '' : ', '}_ => `, builder.expression(type)];
        if (builder.random.chance(0.2)) return [`${shown} => `, builder.expression(type)];
        return arm(builder, shown, variant.type, type);
      });
      return ['(match (', builder.expression(subject), `: ${typeText(subject)}) {`, ...arms, '})'];
    },
  },
  {
    name: 'tuple',
    weight: 4,
    accepts: (type) => type.kind === 'tuple',
    make: (builder, type) => [
      '({',
      ...(type as Type & { kind: 'tuple' }).fields.flatMap((field) => [builder.expression(field.type), ', ']),
      `}: ${typeText(type)})`,
    ],
  },
  {
    name: 'field',
    weight: 0.7,
    accepts: () => true,
    make: (builder, type) => {
      const other = { type: builder.type() };
      const first = builder.random.chance(0.5);
      const whole = first ? tuple({ type }, other) : tuple(other, { type });
      return ['(', builder.expression(whole), `.${first ? 0 : 1})`];
    },
  },
  {
    name: 'variant',
    weight: 3,
    accepts: (type) => type.kind === 'enum',
    make: (builder, type) => {
      const variant = builder.random.pick((type as Type & { kind: 'enum' }).variants);
      return variant.type
        ? [`(.${name(variant.name)}(`, builder.expression(variant.type), `): ${typeText(type)})`]
        : [`(.${name(variant.name)}: ${typeText(type)})`];
    },
  },
  {
    name: 'frame',
    weight: 3,
    accepts: (type) => type.kind === 'frame',
    make: (builder, type) => {
      const { name: frame, carrier } = type as Type & { kind: 'frame' };
      return [`${frame}(`, builder.expression(carrier), ')'];
    },
  },
  {
    name: 'unwrap',
    weight: 2,
    accepts: (type) => frames.some((frame) => sameType(frame.carrier, type)),
    make: (builder, type) => [
      '(',
      builder.expression(frames.find((frame) => sameType(frame.carrier, type))!),
      '.0)',
    ],
  },
];

/** An arm whose pattern binds the payload. */
function arm(builder: Builder, shown: string, payload: Type, result: Type): Parts {
  const [head, body] = builder.lambda([payload], result) as [string, Expression];
  const bound = /^func \((\w+): /.exec(head)![1]!;
  return [`${shown}(${bound}) => `, body];
}

const operations: readonly Operation[] = [...forms, ...scalarOperations, ...arrayOperations];
