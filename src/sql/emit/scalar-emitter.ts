import type { Need, SqlCall, SqlFunction, SqlFunctionTable } from '../function-table';
import { Refusal } from '../refusal';
import { canFail } from '../relational/raising';
import type { Rel } from '../relational/rel';
import {
  type AggregateScalar,
  COUNT_ROWS,
  constantOf,
  GREATEST,
  LEAST,
  nullOf,
  PACK_ROWS,
  ROW_NUMBER,
  type Scalar,
  type SortKey,
} from '../relational/scalar';
import type { ArrayShape, EnumShape, LeafName, Shape, TupleShape } from '../shape';
import {
  aggregate,
  bare,
  binary,
  call,
  cast,
  isNotNull,
  isNull,
  NULL,
  not,
  STAR,
  window,
} from '../tree/build';
import type { OrderItem, SqlExpr, SqlType } from '../tree/expr';
import { type Query, query, select } from '../tree/query';
import { failsWhenPlanned } from './constant-failure';
import type { DialectForms } from './dialect-forms';
import type { Env } from './part';
import { ofSteps, type Stored, storedBehind, storedForm } from './stored';

/** What scalars need of the emitter of relations. */
export interface Queries {
  scalarQuery(rel: Rel, value: Scalar, env: Env): Query;
  existsQuery(rel: Rel, env: Env): Query;
}

type ScalarOf<K extends Scalar['kind']> = Extract<Scalar, { kind: K }>;

/** Scalars of the relational form as SQL expressions (specification 4 §6, §8). */
export class ScalarEmitter {
  /** What the functions written so far ask of the runner. */
  readonly needs = new Set<Need>();

  constructor(
    private readonly forms: DialectForms,
    private readonly functions: SqlFunctionTable,
    private readonly queries: Queries,
  ) {}

  /** SQL type of a column: of a leaf or option in packed form it is the packed type. */
  typeOf(shape: Shape, packed: boolean): SqlType {
    if (shape.kind === 'leaf') return packed ? this.forms.packedType(shape) : this.forms.leafType(shape.name);
    if (shape.kind === 'option') {
      return packed ? this.forms.packedType(shape) : this.typeOf(shape.payload, false);
    }
    return this.forms.packedType(shape);
  }

  emit(scalar: Scalar, env: Env): SqlExpr {
    return ofSteps(this.unmarked(scalar, env), scalar.steps);
  }

  private unmarked(scalar: Scalar, env: Env): SqlExpr {
    const of = (part: Scalar) => this.emit(part, env);
    switch (scalar.kind) {
      case 'column':
        return env.find(scalar.column.id).expr;
      case 'literal':
        return this.forms.constant(leafOf(scalar.shape)!, scalar.value);
      case 'null':
        return cast(NULL, this.typeOf(scalar.shape, false));
      case 'parameter':
        return cast({ kind: 'parameter', index: scalar.index }, this.typeOf(scalar.shape, false));
      case 'call':
        return this.callFunction(scalar, env);
      case 'operator':
        return this.operator(scalar, env);
      case 'is_null':
        return scalar.negated ? isNotNull(storedForm(of(scalar.of))) : isNull(storedForm(of(scalar.of)));
      case 'case':
        return {
          kind: 'case',
          branches: scalar.branches.map(({ when, result }) => ({ when: of(when), result: of(result) })),
          otherwise: of(scalar.otherwise),
        };
      case 'cast':
        return cast(of(scalar.of), this.typeOf(scalar.shape, false));
      case 'failure':
        return this.forms.failure(scalar.message, this.typeOf(scalar.shape, false));
      case 'subquery':
        return { kind: 'query', query: this.queries.scalarQuery(scalar.rel, scalar.value, env) };
      case 'exists':
        return { kind: 'exists', query: this.queries.existsQuery(scalar.rel, env), negated: false };
      case 'aggregate':
        return this.aggregate(scalar, env);
      case 'window':
        return this.window(scalar, env);
      case 'in_group':
        throw new Error('groups are given their aggregates before SQL is written');
      default:
        return this.packed(scalar, env);
    }
  }

  /** The list of a `rows` function, to be unnested. */
  rows(name: string, args: readonly Scalar[], item: Shape, env: Env): SqlExpr {
    return this.apply(name, this.function(name, 'rows'), args, item, env, [], undefined);
  }

  private packed(scalar: Scalar, env: Env): SqlExpr {
    const { forms } = this;
    const of = (part: Scalar) => this.emit(part, env);
    switch (scalar.kind) {
      case 'pack_leaf':
        return scalar.shape.kind === 'leaf' ? forms.packLeaf(of(scalar.of), scalar.shape) : of(scalar.of);
      case 'pack_option':
        return scalar.shape.kind === 'option' ? forms.packOption(of(scalar.of), scalar.shape) : of(scalar.of);
      case 'pack_tuple':
        return forms.packTuple(scalar.fields.map(of), scalar.shape as TupleShape);
      case 'pack_enum':
        return forms.packEnum(
          of(scalar.tag),
          scalar.payloads.map((payload) => payload && of(payload)),
          scalar.shape as EnumShape,
        );
      case 'pack_list':
        return forms.packList(scalar.items.map(of), scalar.shape as ArrayShape);
      case 'unpack_leaf':
        return forms.unpackLeaf(of(scalar.of), { kind: 'leaf', name: leafOf(scalar.shape)! });
      case 'unpack_option': {
        const { shape } = scalar;
        const payload = shape.kind === 'option' ? shape.payload : shape;
        if (payload.kind !== 'leaf' && payload.kind !== 'array') throw new Error('no option');
        return forms.unpackOption(of(scalar.of), payload);
      }
      case 'field':
        return forms.field(of(scalar.of), scalar.position);
      case 'tag':
        return forms.tag(of(scalar.of));
      case 'payload': {
        const { shape } = scalar.of;
        const inner = shape.kind === 'enum' ? shape.variants[scalar.variant]!.shape : undefined;
        if (inner?.kind === 'tuple' && inner.fields.length === 0) return NULL;
        return forms.payload(of(scalar.of), scalar.variant);
      }
      case 'element':
        return forms.element(of(scalar.of), of(scalar.position), constantOf(scalar.position));
      case 'length':
        return forms.length(of(scalar.of));
      default:
        throw new Error(`no SQL for ${scalar.kind}`);
    }
  }

  private operator(scalar: ScalarOf<'operator'>, env: Env): SqlExpr {
    const args = this.operands(scalar.args, env);
    const [first, ...rest] = args as [SqlExpr, ...SqlExpr[]];
    switch (scalar.operator) {
      case 'and':
        return binary('AND', first, ...rest);
      case 'or':
        return binary('OR', first, ...rest);
      case 'not':
        return negation(first);
      case 'greatest':
        return call('GREATEST', ...args);
      case 'least':
        return call('LEAST', ...args);
      case 'coalesce':
        return call('COALESCE', ...args);
      case 'same':
        return this.forms.same(first, rest[0]!);
      case '<':
      case '<=': {
        const flipped = constantOf(scalar.args[0]!) !== undefined;
        if (flipped) return binary(scalar.operator === '<' ? '>' : '>=', rest[0]!, first);
        return binary(scalar.operator, first, rest[0]!);
      }
      case '=': {
        const [left, right] = this.onStoredSide('std::ops::eq', scalar.args, args);
        return binary('=', left!, right!);
      }
      default:
        return binary(scalar.operator, first, ...rest);
    }
  }

  /** Constants next to a value of known type take that type by themselves. */
  private operands(args: readonly Scalar[], env: Env): readonly SqlExpr[] {
    const known = args.find((arg) => constantOf(arg) === undefined && arg.kind !== 'null');
    const adapts = known !== undefined && args.length > 1 && adaptable.has(leafOf(known.shape) ?? 'Bool');
    return args.map((arg) => {
      const expr = this.emit(arg, env);
      return adapts && constantOf(arg) !== undefined ? bare(expr) : expr;
    });
  }

  private callFunction(scalar: ScalarOf<'call'>, env: Env): SqlExpr {
    return this.apply(
      scalar.name,
      this.function(scalar.name, 'scalar'),
      scalar.args,
      scalar.shape,
      env,
      [],
      undefined,
      this.forms.dialect === 'postgres' && canFail(scalar, this.functions) && failsWhenPlanned(scalar),
    );
  }

  /** Comparing an imported value with a constant is left to the stored column (rule O26). */
  private onStoredSide(name: string, args: readonly Scalar[], exprs: readonly SqlExpr[]): readonly SqlExpr[] {
    const [a, b] = exprs;
    if (!comparisons.has(name) || a === undefined || b === undefined) return exprs;
    const isFixed = (scalar: Scalar | undefined) =>
      scalar?.kind === 'literal' || scalar?.kind === 'parameter';
    const [left, right] = [storedBehind(a), storedBehind(b)];
    const fits = (stored: Stored | undefined, fixed: Scalar | undefined): stored is Stored =>
      stored?.unordered === true
        ? name === 'std::ops::eq' && fixed?.kind === 'literal'
        : stored !== undefined && isFixed(fixed);
    if (fits(left, args[1])) return [left.stored, left.toStored(b)];
    if (fits(right, args[0])) return [right.toStored(a), right.stored];
    return exprs;
  }

  private aggregate(scalar: AggregateScalar, env: Env): SqlExpr {
    const order = this.order(scalar.order, env);
    const filter = scalar.filter && this.emit(scalar.filter, env);
    const args = () => scalar.args.map((arg) => this.emit(arg, env));
    switch (scalar.name) {
      case COUNT_ROWS:
        return aggregate('COUNT', [STAR], [], filter);
      case PACK_ROWS:
        return this.forms.packRows(
          this.emit(this.filtered(scalar)[0]!, env),
          order,
          filter,
          scalar.shape as ArrayShape,
        );
      case LEAST:
      case GREATEST: {
        const least = scalar.name === LEAST;
        if (leafOf(scalar.shape) === 'Bool') return aggregate(least ? 'BOOL_AND' : 'BOOL_OR', args());
        return aggregate(least ? 'MIN' : 'MAX', args());
      }
      default:
        return this.apply(
          scalar.name,
          this.function(scalar.name, 'aggregate'),
          this.filtered(scalar),
          scalar.shape,
          env,
          order,
          filter,
        );
    }
  }

  /** The operands, such that one that can fail is evaluated only for the rows that count. */
  private filtered({ args, filter }: AggregateScalar): readonly Scalar[] {
    const [item, ...rest] = args;
    if (item === undefined || filter === undefined || !canFail(item, this.functions)) return args;
    const guarded = (result: Scalar): Scalar => {
      const branches = [{ when: filter, result }];
      return { kind: 'case', branches, otherwise: nullOf(result.shape), shape: result.shape };
    };
    // The NULL of a leaf is none of its packed form.
    const isPacked = item.kind === 'pack_leaf' || item.kind === 'pack_option';
    return [isPacked ? { ...item, of: guarded(item.of) } : guarded(item), ...rest];
  }

  private window(scalar: ScalarOf<'window'>, env: Env): SqlExpr {
    const order = this.order(scalar.order, env);
    if (scalar.name === ROW_NUMBER) return window('ROW_NUMBER', [], { order });
    if (scalar.name === COUNT_ROWS) return window('COUNT', [STAR], { order: [] });
    const made = this.function(scalar.name, 'window');
    return this.apply(scalar.name, made, scalar.args, scalar.shape, env, order, undefined);
  }

  private function(name: string, kind: SqlFunction['kind']): SqlFunction {
    const made = this.functions[name];
    if (made?.kind !== kind) {
      throw new Refusal('MISSING_IMPLEMENTATION', `missing implementation for \`${name}\``);
    }
    return made;
  }

  private apply(
    name: string,
    made: SqlFunction,
    args: readonly Scalar[],
    shape: Shape,
    env: Env,
    order: readonly OrderItem[],
    filter: SqlExpr | undefined,
    fenced = false,
  ): SqlExpr {
    const written = this.onStoredSide(
      name,
      args,
      args.map((arg) => this.emit(arg, env)),
    );
    const site: SqlCall = {
      dialect: this.forms.dialect,
      args: fenced
        ? written.map((expr, i) => (i === written.length - 1 ? fencedConstant(expr) : expr))
        : written,
      types: args.map((arg) => leafOf(arg.shape)),
      result: leafOf(shape),
      resultType: this.typeOf(shape, false),
      constants: args.map(constantOf),
      order,
      filter,
      need: (what) => this.needs.add(what),
    };
    return made[this.forms.dialect](site);
  }

  private order(keys: readonly SortKey[], env: Env): readonly OrderItem[] {
    return keys
      .filter((key) => constantOf(key.value) === undefined)
      .map((key) => {
        const expr = this.emit(key.value, env);
        return { expr: storedForm(expr), descending: key.descending };
      });
  }
}

const comparisons: ReadonlySet<string> = new Set(['std::ops::eq', 'std::ops::lt', 'std::ops::lte']);

/** Types a bare constant next to a column is read as, in both engines. */
const adaptable: ReadonlySet<LeafName> = new Set(['Int32', 'Int64', 'Text']);

/** The scalar type of a leaf, or of the payload of an option. */
function leafOf(shape: Shape): LeafName | undefined {
  const inner = shape.kind === 'option' ? shape.payload : shape;
  return inner.kind === 'leaf' ? inner.name : undefined;
}

/** PostgreSQL does not look into a sub-query for constants. */
function fencedConstant(expr: SqlExpr): SqlExpr {
  return { kind: 'query', query: query(select({ projection: [{ expr, name: undefined }] })) };
}

function negation(operand: SqlExpr): SqlExpr {
  if (operand.kind === 'exists') return { ...operand, negated: !operand.negated };
  if (operand.kind === 'is') return { ...operand, negated: !operand.negated };
  if (operand.kind === 'binary' && operand.operator === '=') return { ...operand, operator: '<>' };
  return not(operand);
}
