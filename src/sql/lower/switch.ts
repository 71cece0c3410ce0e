import type { ir } from '../../program';
import type { Rel } from '../relational/rel';
import { unitRel, where } from '../relational/rel';
import {
  and,
  type CaseBranch,
  caseOf,
  isCheap,
  isFalse,
  isTrue,
  not,
  nullOf,
  type Scalar,
  TRUE,
} from '../relational/scalar';
import { columnsOf, type EnumShape, type Shape } from '../shape';
import { orElse } from './default-value';
import type { Lowering, Vars } from './lowering';
import { flatten, pack, packArray } from './pack';
import { Scope } from './scope';
import { type ArrayVal, unpack, type Val, valOf } from './value';

interface Arm {
  readonly condition: Scalar;
  readonly val: Val;
}

/**
 * First branch whose condition holds, else the last. Branches that need relations of their own are attached to
 * the row under the condition that they are the one taken, so that an untaken branch computes nothing.
 */
export function lowerSwitch(lowering: Lowering, expr: ir.ExprOf<'switch'>, scope: Scope, vars: Vars): Val {
  const shape = lowering.shapes.of(expr.ty);
  const wide = columnsOf(shape).length > 1;
  const arms: Arm[] = [];
  let others: Scalar = TRUE;
  for (const [position, branch] of expr.branches.entries()) {
    const last = position === expr.branches.length - 1;
    let condition = last ? TRUE : flatten(lowering.lower(branch.condition, scope, vars))[0]!;
    if (isFalse(condition)) continue;
    if (wide && !last && !isCheapTest(condition)) condition = scope.keep(condition, 'test');
    const inner = new Scope();
    const val = lowering.lower(branch.value, inner, vars);
    if (inner.rel.kind !== 'unit') {
      if (!isTrue(condition) && !isCheapTest(condition)) condition = scope.keep(condition, 'test');
      scope.attachOptional(guarded(inner.rel, and(others, condition)), true);
    }
    arms.push({ condition, val });
    if (isTrue(condition)) break;
    others = and(others, not(condition));
  }
  return choose(shape, arms);
}

/** A test so short that writing it for each column is better than a column of its own. */
function isCheapTest(condition: Scalar): boolean {
  if (isCheap(condition)) return true;
  const short =
    condition.kind === 'operator' || (condition.kind === 'call' && comparisons.has(condition.name));
  return short && condition.args.every(isCheapTest);
}

const comparisons = new Set(['std::ops::eq', 'std::ops::lt', 'std::ops::lte']);

/** Puts a condition under everything a branch attached, where its own row starts. */
function guarded(rel: Rel, condition: Scalar): Rel {
  if (rel.kind === 'unit') return where(unitRel, condition);
  switch (rel.kind) {
    case 'project':
    case 'where':
    case 'limit':
      return { ...rel, input: guarded(rel.input, condition) };
    case 'join':
    case 'left_join':
      return { ...rel, left: guarded(rel.left, condition) };
    default:
      return where(rel, condition);
  }
}

/** One value out of the arms, column by column. The last arm stands for all remaining cases. */
export function choose(shape: Shape, arms: readonly Arm[]): Val {
  const first = arms[0]!;
  if (arms.length === 1) return first.val;
  switch (shape.kind) {
    case 'leaf':
      return { kind: 'leaf', shape, scalar: pick(arms, (val) => single(val), shape) };
    case 'option': {
      const some = arms.every(({ val }) => val.kind === 'option' && val.some);
      const scalar = pick(arms, (val) => single(val), shape);
      return some ? { kind: 'option', shape, scalar, some } : { kind: 'option', shape, scalar };
    }
    case 'array':
      return {
        kind: 'array',
        form: 'packed',
        shape,
        scalar: pick(arms, (val) => packArray(val as ArrayVal), shape),
      };
    case 'tuple':
      return {
        kind: 'tuple',
        shape,
        fields: shape.fields.map((field, position) =>
          choose(
            field.shape,
            arms.map(({ condition, val }) => ({ condition, val: fieldAt(val, position) })),
          ),
        ),
      };
    case 'enum':
      return chooseEnum(shape, arms);
  }
}

function chooseEnum(shape: EnumShape, arms: readonly Arm[]): Val {
  const opened = arms.map(({ condition, val }) => ({ condition, val: open(val) }));
  const tag = pick(opened, (val) => (val.kind === 'enum' ? val.tag : nullOf(shape)), {
    kind: 'leaf',
    name: 'Int16',
  });
  const payloads = shape.variants.map((variant, position): Val | undefined => {
    const inner = opened.map(({ condition, val }) => ({
      condition,
      val: val.kind === 'enum' ? val.payloads[position] : undefined,
    }));
    if (inner.every(({ val }) => val === undefined)) return undefined;
    const columns = inner.map(({ condition, val }) => ({
      condition,
      columns: val === undefined ? undefined : payloadColumns(val, variant.recursive),
    }));
    const specs = variant.recursive ? [{ name: '', shape: variant.shape }] : columnsOf(variant.shape);
    const chosen = specs.map((spec, i) =>
      caseOf(
        columns.slice(0, -1).map(({ condition, columns }) => ({
          when: condition,
          result: columns?.[i] ?? nullOf(spec.shape),
        })),
        columns.at(-1)!.columns?.[i] ?? nullOf(spec.shape),
      ),
    );
    return variant.recursive
      ? { kind: 'boxed', shape: variant.shape, scalar: chosen[0]! }
      : valOf(variant.shape, chosen);
  });
  return { kind: 'enum', shape, tag, payloads };
}

function payloadColumns(val: Val, recursive: boolean): readonly Scalar[] {
  if (!recursive) return flatten(val);
  return [pack(val)];
}

function open(val: Val): Val {
  return val.kind === 'boxed' ? unpack(val.scalar, val.shape) : val;
}

function fieldAt(val: Val, position: number): Val {
  const opened = open(val);
  if (opened.kind !== 'tuple') throw new Error('arms of one switch have one type');
  return opened.fields[position]!;
}

function single(val: Val): Scalar {
  return flatten(val)[0]!;
}

function pick(arms: readonly Arm[], read: (val: Val) => Scalar, shape: Shape): Scalar {
  const branches: CaseBranch[] = arms
    .slice(0, -1)
    .map(({ condition, val }) => ({ when: condition, result: read(val) }));
  const chosen = caseOf(branches, read(arms.at(-1)!.val));
  return orElse({ ...chosen, shape });
}
