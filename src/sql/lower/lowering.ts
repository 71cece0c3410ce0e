import type { ir } from '../../program';
import type { SqlFunctionTable } from '../function-table';
import { Refusal } from '../refusal';
import { freshId, makeColumn } from '../relational/column';
import { columnsMade, freeColumns, freeColumnsOfRel } from '../relational/free-columns';
import type { Rel } from '../relational/rel';
import { column, literal, type Scalar, tagLiteral } from '../relational/scalar';
import type { Steps } from '../relational/steps';
import { visitScalarParts } from '../relational/traverse';
import {
  type ArrayShape,
  type EnumShape,
  type Shape,
  type Shapes,
  type TupleShape,
  unitShape,
} from '../shape';
import { comparisonChain } from './comparison-chain';
import { Files } from './files';
import { noBits, retyped } from './frame';
import { Handout } from './handout';
import { constantOfLiteral } from './literal';
import { marked, markedSince } from './mark';
import { flatten, pack } from './pack';
import type { Scope } from './scope';
import { lowerSwitch } from './switch';
import type { TableUse } from './table-use';
import { tagOf } from './tag';
import {
  type ArrayVal,
  leaf,
  makeColumns,
  type RowsVal,
  unpack,
  type Val,
  valOf,
  valOfColumns,
} from './value';

/** What the names of an expression stand for. */
export class Vars {
  private constructor(private readonly values: ReadonlyMap<string, Val>) {}

  static readonly none = new Vars(new Map());

  with(key: string, val: Val): Vars {
    return new Vars(new Map(this.values).set(key, val));
  }

  withBinding(id: number, val: Val): Vars {
    return this.with(bindingKey(id), val);
  }

  get(key: string): Val {
    const val = this.values.get(key);
    if (val === undefined) throw new Refusal('BAD_PROGRAM', `bad program: nothing is called ${key}`);
    return val;
  }
}

export function parameterKey(functionId: number, position: number): string {
  return `parameter ${functionId}.${position}`;
}

function bindingKey(id: number): string {
  return `binding ${id}`;
}

/** A call of an external function, with its operands still to be compiled. */
export class CallSite {
  constructor(
    readonly lowering: Lowering,
    readonly name: string,
    readonly expr: ir.Expr,
    readonly args: readonly ir.Expr[],
    readonly scope: Scope,
    readonly vars: Vars,
  ) {}

  /** The steps of the program that the call is. */
  get steps(): Steps | undefined {
    return this.lowering.stepsOf?.(this.expr);
  }

  get shape(): Shape {
    return this.lowering.shapes.of(this.expr.ty);
  }

  val(position: number): Val {
    return this.lowering.lower(this.args[position]!, this.scope, this.vars);
  }

  /** A value of one column. */
  scalar(position: number): Scalar {
    return scalarOf(this.val(position));
  }

  /** All operands of a scalar function; a sub-query is computed once where the function mentions it repeatedly. */
  operands(): readonly Scalar[] {
    const repeated = this.lowering.functions[this.name]?.repeats ?? [];
    return this.args.map((_, position) => {
      const scalar = this.scalar(position);
      return repeated.includes(position) && hasQuery(scalar) ? this.scope.keep(scalar) : scalar;
    });
  }

  array(position: number): ArrayVal {
    const val = this.val(position);
    if (val.kind !== 'array') throw new Refusal('BAD_PROGRAM', `bad program: ${this.name} wants an array`);
    return val;
  }

  /** Applies the function at `position` to values, for each row of `scope`. */
  apply(position: number, scope: Scope, ...values: readonly Val[]): Val {
    return this.lowering.apply(this.args[position]!, scope, this.vars, values);
  }

  refuse(code: string, message: string): Refusal {
    return new Refusal(code, `${this.name}: ${message}`, this.expr.span);
  }
}

/** Compiles one external to the relational form; scalar functions have no form, only SQL in the function table. */
export type Form = (site: CallSite) => Val;

/** From the intermediate program to the relational form (specification 4 §4). */
export class Lowering {
  readonly files = new Files();
  readonly tables: TableUse[] = [];
  readonly handout = new Handout();

  constructor(
    readonly shapes: Shapes,
    readonly functions: SqlFunctionTable,
    readonly forms: Readonly<Record<string, Form>>,
    /** Comparisons of floats are false for NaN (see `SqlOptions`). */
    readonly strictNan: boolean,
    /** See `SqlOptions`. */
    readonly stepsOf: ((expr: ir.Expr) => Steps | undefined) | undefined,
  ) {}

  lower(expr: ir.Expr, scope: Scope, vars: Vars): Val {
    const steps = this.stepsOf?.(expr);
    if (steps === undefined) return this.retyped(expr, scope, vars);
    const before = scope.rel;
    const val = this.retyped(expr, scope, vars);
    scope.rel = markedSince(scope.rel, before, steps);
    return marked(val, externalOf(expr), steps);
  }

  private retyped(expr: ir.Expr, scope: Scope, vars: Vars): Val {
    const val = this.lowerKind(expr, scope, vars);
    return expr.ty.kind.kind === 'function' ? val : retyped(val, this.shapes.of(expr.ty), expr.span);
  }

  private lowerKind(expr: ir.Expr, scope: Scope, vars: Vars): Val {
    switch (expr.kind) {
      case 'literal': {
        const shape = this.shapes.of(expr.ty);
        if (shape.kind !== 'leaf') throw noBits('Text', expr.span);
        return leaf(shape, literal(shape, constantOfLiteral(expr.literal, shape.name)));
      }
      case 'parameter':
        return this.handout.of(vars.get(parameterKey(expr.functionId, expr.position)));
      case 'binding_ref':
        return this.handout.of(vars.get(bindingKey(expr.id)));
      case 'tuple':
        return this.tuple(expr, scope, vars);
      case 'array':
        return this.array(expr, scope, vars);
      case 'tuple_lookup': {
        const field = this.path(expr, vars);
        if (field !== undefined) return this.handout.of(field);
        const base = this.lower(expr.base, scope, vars);
        return fieldOfVal(base, expr.position);
      }
      case 'enum_variant':
        return this.variant(expr, scope, vars);
      case 'enum_tag':
        return this.tag(expr, scope, vars);
      case 'enum_unwrap':
        return this.unwrap(this.lower(expr.subject, scope, vars), expr.tag, this.shapes.of(expr.ty));
      case 'switch':
        return lowerSwitch(this, expr, scope, vars);
      case 'binding': {
        const compared = comparisonChain(this, expr, scope, vars);
        if (compared !== undefined) return compared;
        const value = this.bind(this.lower(expr.value, scope, vars), scope);
        return this.lower(expr.main, scope, vars.withBinding(expr.id, value));
      }
      case 'call':
        return this.call(expr, scope, vars);
      case 'external':
      case 'function':
        throw new Refusal('BAD_PROGRAM', 'bad program: a function where data is expected', expr.span);
    }
  }

  /** The body of a function (a literal one, or an external by name) for the given arguments. */
  apply(callee: ir.Expr, scope: Scope, vars: Vars, values: readonly Val[]): Val {
    if (callee.kind === 'function') {
      const inner = values.reduce(
        (all, value, position) => all.with(parameterKey(callee.id, position), value),
        vars,
      );
      return this.lower(callee.body, scope, inner);
    }
    const type = callee.ty.kind;
    if (callee.kind !== 'external' || type.kind !== 'function') {
      throw new Refusal('BAD_PROGRAM', 'bad program: data where a function is expected', callee.span);
    }
    const id = -freshId();
    const args = type.params.map(
      (ty, position): ir.Expr => ({ kind: 'parameter', functionId: id, position, ty }),
    );
    const body: ir.Expr = { kind: 'call', callee, args, ty: type.body, span: callee.span };
    return this.apply({ kind: 'function', id, body, ty: callee.ty }, scope, vars, values);
  }

  private call(expr: ir.ExprOf<'call'>, scope: Scope, vars: Vars): Val {
    const { callee, args } = expr;
    if (callee.kind === 'function') {
      return this.apply(
        callee,
        scope,
        vars,
        args.map((arg) => this.lower(arg, scope, vars)),
      );
    }
    if (callee.kind !== 'external') {
      throw new Refusal('BAD_PROGRAM', 'bad program: only external functions can be called', expr.span);
    }
    const site = new CallSite(this, callee.id, expr, args, scope, vars);
    const form = this.forms[callee.id];
    if (form !== undefined) return form(site);
    if (this.functions[callee.id]?.kind !== 'scalar') {
      throw new Refusal('MISSING_IMPLEMENTATION', `missing implementation for \`${callee.id}\``, expr.span);
    }
    const shape = site.shape;
    const scalar: Scalar = { kind: 'call', name: callee.id, args: site.operands(), shape };
    return valOf(shape, [scalar]);
  }

  private tuple(expr: ir.ExprOf<'tuple'>, scope: Scope, vars: Vars): Val {
    const shape = this.shapes.of(expr.ty) as TupleShape;
    const fields = expr.fields.flatMap((field): readonly Val[] => {
      const val = this.lower(field.expr, scope, vars);
      return field.unpack && val.kind === 'tuple' ? val.fields : [val];
    });
    return { kind: 'tuple', shape, fields };
  }

  private array(expr: ir.ExprOf<'array'>, scope: Scope, vars: Vars): Val {
    const shape = this.shapes.of(expr.ty);
    if (shape.kind === 'leaf') return leaf(shape, literal(shape, ''));
    const items = expr.items.map((item) => flatten(this.lower(item, scope, vars)));
    return literalArray(shape as ArrayShape, items);
  }

  private variant(expr: ir.ExprOf<'enum_variant'>, scope: Scope, vars: Vars): Val {
    const shape = this.shapes.of(expr.ty);
    if (shape.kind === 'option') {
      if (expr.tag === 0) return { kind: 'option', shape, scalar: { kind: 'null', shape } };
      const payload = this.lower(expr.inner, scope, vars);
      return { kind: 'option', shape, scalar: { ...flatten(payload)[0]!, shape }, some: true };
    }
    const payloads = (shape as EnumShape).variants.map((_, position) =>
      position === expr.tag ? this.lower(expr.inner, scope, vars) : undefined,
    );
    return { kind: 'enum', shape: shape as EnumShape, tag: tagLiteral(expr.tag), payloads };
  }

  private tag(expr: ir.ExprOf<'enum_tag'>, scope: Scope, vars: Vars): Val {
    const subject = this.lower(expr.subject, scope, vars);
    const shape = this.shapes.of(expr.ty);
    if (shape.kind !== 'leaf') throw new Refusal('BAD_PROGRAM', 'bad program: a tag is a number');
    return leaf(shape, tagOf(subject));
  }

  /** The payload of `subject`, taken to be variant `tag`; NULLs where it is another one. */
  unwrap(subject: Val, tag: number, payload: Shape): Val {
    if (subject.kind === 'option') {
      if (tag === 0) return { kind: 'tuple', shape: unitShape, fields: [] };
      return valOf(payload, [{ ...subject.scalar, shape: payload }]);
    }
    if (subject.kind !== 'enum') throw new Refusal('BAD_PROGRAM', 'bad program: not an enum');
    const inner = subject.payloads[tag];
    if (inner === undefined) return missingVal(payload);
    return inner.kind === 'boxed' ? unpack(inner.scalar, inner.shape) : inner;
  }

  /** A field access of a variable, without touching the fields beside it. */
  private path(expr: ir.Expr, vars: Vars): Val | undefined {
    if (expr.kind === 'parameter') return vars.get(parameterKey(expr.functionId, expr.position));
    if (expr.kind === 'binding_ref') return vars.get(bindingKey(expr.id));
    if (expr.kind !== 'tuple_lookup') return undefined;
    const base = this.path(expr.base, vars);
    return base === undefined ? undefined : fieldOfVal(base, expr.position);
  }

  /** Makes a value that is used several times be computed once (specification 4 §3 `Let`). */
  bind(val: Val, scope: Scope): Val {
    return eachColumn(
      val,
      (scalar, hint) => scope.keep(scalar, hint),
      (array) => this.bindArray(array, scope),
    );
  }

  /** The same for a value that may turn out to be read only once (rule O14); rows stay what they are. */
  hold(val: Val, scope: Scope): Val {
    const hold = (scalar: Scalar) => scope.hold(scalar);
    return eachColumn(val, hold, (array) =>
      array.form === 'packed' ? { ...array, scalar: hold(array.scalar) } : array,
    );
  }

  private bindArray(val: ArrayVal, scope: Scope): ArrayVal {
    if (val.form === 'grouped') return val;
    if (val.form === 'packed') return { ...val, scalar: scope.keep(val.scalar) };
    if (val.rel.kind === 'values' || val.rel.kind === 'table') return val;
    if (isIndependent(val)) return shareRows(val);
    return { kind: 'array', form: 'packed', shape: val.shape, scalar: scope.keep(pack(val)) };
  }
}

/** The value with its columns replaced, apart from arrays. */
function eachColumn(
  val: Val,
  onScalar: (scalar: Scalar, hint?: string) => Scalar,
  onArray: (array: ArrayVal) => ArrayVal,
): Val {
  switch (val.kind) {
    case 'leaf':
      return { ...val, scalar: onScalar(val.scalar) };
    case 'option':
      return { ...val, scalar: onScalar(val.scalar) };
    case 'boxed':
      return { ...val, scalar: onScalar(val.scalar) };
    case 'tuple':
      return { ...val, fields: val.fields.map((field) => eachColumn(field, onScalar, onArray)) };
    case 'enum':
      return {
        ...val,
        tag: onScalar(val.tag, 'tag'),
        payloads: val.payloads.map((payload) => payload && eachColumn(payload, onScalar, onArray)),
      };
    case 'array':
      return onArray(val);
  }
}

function hasQuery(scalar: Scalar): boolean {
  if (scalar.kind === 'subquery' || scalar.kind === 'exists') return true;
  let found = false;
  visitScalarParts(
    scalar,
    (part) => {
      found ||= hasQuery(part);
    },
    () => undefined,
  );
  return found;
}

/** The function that an expression calls, where that is one of the library. */
function externalOf(expr: ir.Expr): string | undefined {
  return expr.kind === 'call' && expr.callee.kind === 'external' ? expr.callee.id : undefined;
}

/** A value that fills one column. */
export function scalarOf(val: Val): Scalar {
  const columns = flatten(val);
  if (columns.length !== 1) throw new Refusal('BAD_PROGRAM', 'bad program: one column was expected');
  return columns[0]!;
}

function fieldOfVal(base: Val, position: number): Val {
  const opened = base.kind === 'boxed' ? unpack(base.scalar, base.shape) : base;
  if (opened.kind !== 'tuple') throw new Refusal('BAD_PROGRAM', 'bad program: not a tuple');
  return opened.fields[position]!;
}

function missingVal(shape: Shape): Val {
  switch (shape.kind) {
    case 'tuple':
      return { kind: 'tuple', shape, fields: shape.fields.map((field) => missingVal(field.shape)) };
    case 'enum':
      return {
        kind: 'enum',
        shape,
        tag: { kind: 'null', shape: { kind: 'leaf', name: 'Int16' } },
        payloads: shape.variants.map(() => undefined),
      };
    default:
      return valOf(shape, [{ kind: 'null', shape }]);
  }
}

/** A literal array from the columns of its items. */
export function literalArray(shape: ArrayShape, items: readonly (readonly Scalar[])[]): RowsVal {
  const index = makeColumn('index', { kind: 'leaf', name: 'Int64' });
  const columns = makeColumns(shape.item);
  const rows = items.map((item, position) => [literal(index.shape, BigInt(position)), ...item]);
  return {
    kind: 'array',
    form: 'rows',
    shape,
    rel: { kind: 'values', columns: [index, ...columns], rows },
    item: valOfColumns(shape.item, columns),
    order: {
      keys: [{ value: column(index), descending: false }],
      arbitrary: false,
      dense: column(index),
    },
  };
}

/** Whether an array reads nothing of an enclosing row. */
export function isIndependent(val: RowsVal): boolean {
  if (freeColumnsOfRel(val.rel).size > 0) return false;
  const own = new Set(columnsMade(val.rel).map(({ id }) => id));
  const read = [...flatten(val.item), ...val.order.keys.map((key) => key.value)];
  return read.every((scalar) => [...freeColumns(scalar)].every((id) => own.has(id)));
}

/** The array as a relation computed once (a CTE), with its order in columns of its own. */
export function shareRows(val: RowsVal): RowsVal {
  const columns = makeColumns(val.shape.item);
  const { keys, dense } = val.order;
  const position = dense === undefined ? undefined : makeColumn('index', dense.shape);
  const keyColumns = position === undefined ? keys.map((key) => makeColumn('key', key.value.shape)) : [];
  const orderValues = dense === undefined ? keys.map((key) => key.value) : [dense];
  const rel: Rel = {
    kind: 'shared',
    id: freshId(),
    body: { rel: val.rel, values: [...orderValues, ...flatten(val.item)] },
    columns: [...(position === undefined ? keyColumns : [position]), ...columns],
  };
  return {
    ...val,
    rel,
    item: valOfColumns(val.shape.item, columns),
    order:
      position === undefined
        ? { ...val.order, keys: keyColumns.map((key, i) => ({ ...keys[i]!, value: column(key) })) }
        : {
            keys: [{ value: column(position), descending: false }],
            arbitrary: false,
            dense: column(position),
          },
  };
}
