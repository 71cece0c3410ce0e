import type { ir } from '../../program';
import { makeColumn } from '../relational/column';
import { freeColumns } from '../relational/free-columns';
import { type Definition, project, type Rel } from '../relational/rel';
import {
  and,
  type CaseBranch,
  type Constant,
  caseOf,
  column,
  constantOf,
  equals,
  FALSE,
  isCheap,
  not,
  partsOf,
  type Scalar,
  sameScalar,
  TRUE,
  tagLiteral,
} from '../relational/scalar';
import { boolShape, type EnumShape, tagShape } from '../shape';
import type { Lowering, Vars } from './lowering';
import { optionTest } from './option-test';
import type { Scope } from './scope';
import { tagOf } from './tag';
import { unpack, type Val } from './value';

const ORDER = 'order of a step';
const LESS = 0;
const EQUAL = 1;
const GREATER = 2;

interface Chain {
  /** The tags of its steps. */
  readonly tags: readonly Scalar[];
  /** The same, those that became columns as they were before. */
  readonly whole: readonly Scalar[];
}

/** By the tag of a chain. */
const chains = new WeakMap<Scalar, Chain>();

/** `tag == equal`, put as plain equations where the tag is that of a chain: indexes and scans understand those. */
export function equalityOf(tag: Scalar): Scalar | undefined {
  const chain = chains.get(tag);
  if (chain === undefined) return undefined;
  // What holds already is not asked again.
  const known: Scalar[] = [];
  for (const step of chain.whole) known.push(...partsOf(underConditions(equality(step), known)));
  return known.reduce(and, TRUE);
}

/** A CASE without the branches that conditions known to hold rule out. */
function underConditions(scalar: Scalar, known: readonly Scalar[]): Scalar {
  if (scalar.kind !== 'case') return scalar;
  const branches = scalar.branches.map(({ when, result }) => ({
    when: known.map((condition) => implied(condition, when)).find((one) => one !== undefined) ?? when,
    result,
  }));
  return caseOf(branches, scalar.otherwise);
}

/** TRUE or FALSE where a condition that holds says so of another. */
function implied(holds: Scalar, asked: Scalar): Scalar | undefined {
  if (holds.kind === 'is_null' && asked.kind === 'is_null' && sameScalar(holds.of, asked.of)) {
    return holds.negated === asked.negated ? TRUE : FALSE;
  }
  const [known, wanted] = [constantTested(holds), constantTested(asked)];
  if (known === undefined || wanted === undefined || !sameScalar(known.of, wanted.of)) return undefined;
  // Another variant's payload is not looked at even where it is known which one is there.
  return known.value === wanted.value ? undefined : FALSE;
}

/** What a test for equality compares with which constant. */
function constantTested(test: Scalar): { readonly of: Scalar; readonly value: Constant } | undefined {
  const isTest =
    (test.kind === 'operator' && test.operator === '=') ||
    (test.kind === 'call' && test.name === 'std::ops::eq');
  if (!isTest) return undefined;
  const [left, right] = test.args as readonly [Scalar, Scalar];
  const [a, b] = [constantOf(left), constantOf(right)];
  if (b !== undefined) return { of: left, value: b };
  return a === undefined ? undefined : { of: right, value: a };
}

/**
 * The comparisons that comparing tuples is lowered to (specification 3 D5), first to last: `let c = first; if c ==
 * equal then rest else c`, and so on. Undefined for any other binding.
 */
function stepsOf(expr: ir.Expr): readonly ir.Expr[] | undefined {
  const steps: ir.Expr[] = [];
  let rest = expr;
  for (let next = restOf(rest); next !== undefined; next = restOf(rest)) {
    steps.push((rest as ir.ExprOf<'binding'>).value);
    rest = next;
  }
  return steps.length === 0 ? undefined : [...steps, rest];
}

function restOf(expr: ir.Expr): ir.Expr | undefined {
  if (expr.kind !== 'binding' || expr.main.kind !== 'switch') return undefined;
  const ordering = expr.main.ty.kind;
  if (ordering.kind !== 'ident' || ordering.path.join('::') !== 'std::ops::Ordering') return undefined;
  const [first, last, ...more] = expr.main.branches;
  if (first === undefined || last === undefined || more.length > 0) return undefined;
  const isRef = (one: ir.Expr) => one.kind === 'binding_ref' && one.id === expr.id;
  const { condition } = first;
  if (condition.kind !== 'call' || condition.callee.kind !== 'external') return undefined;
  const [subject, wanted] = condition.args;
  const isTest =
    condition.callee.id === 'std::ops::eq' &&
    subject?.kind === 'enum_tag' &&
    isRef(subject.subject) &&
    wanted?.kind === 'literal' &&
    wanted.literal.kind === 'prim8' &&
    wanted.literal.bits === EQUAL;
  return isTest && isRef(last.value) ? first.value : undefined;
}

/**
 * A chain of comparisons as one CASE of all its steps, however many: nested, each step would carry the ones after it.
 * Comparing cannot fail, so that all steps may be worked out.
 */
export function comparisonChain(
  lowering: Lowering,
  expr: ir.ExprOf<'binding'>,
  scope: Scope,
  vars: Vars,
): Val | undefined {
  const steps = stepsOf(expr);
  if (steps === undefined) return undefined;
  const shape = lowering.shapes.of(expr.ty) as EnumShape;
  const found = steps.map((step): Chain => {
    const tag = tagOf(lowering.lower(step, scope, vars));
    // A step that is a chain gives its own first difference: its steps may stand in its place.
    return chains.get(tag) ?? { tags: [tag], whole: [tag] };
  });
  const tags = found.flatMap((chain) => chain.tags);
  const definitions: Definition[] = [];
  const plain = tags.map((tag) => {
    if (isCheap(tag) || leavesOf(tag) !== undefined) return tag;
    const order = makeColumn(ORDER, tagShape);
    definitions.push({ column: order, value: tag });
    return column(order);
  });
  scope.rel = beside(scope.rel, definitions);
  const tag = caseOf(plain.flatMap(differences), tagLiteral(EQUAL));
  chains.set(tag, { tags: plain, whole: found.flatMap(({ whole }) => whole) });
  const payloads = shape.variants.map((variant) => unpack(tagLiteral(0), variant.shape));
  return { kind: 'enum', shape, tag, payloads };
}

/** Orders that do not read each other are columns of one select. */
function beside(rel: Rel, orders: readonly Definition[]): Rel {
  if (orders.length === 0 || rel.kind !== 'project') return project(rel, orders);
  const own = new Set(rel.definitions.map(({ column }) => column.id));
  const reads = orders.some(({ value }) => [...freeColumns(value)].some((id) => own.has(id)));
  const alike = rel.definitions.every(({ column: { hint } }) => hint === ORDER);
  return alike && !reads ? { ...rel, definitions: [...rel.definitions, ...orders] } : project(rel, orders);
}

/** The two sides where the tag compares leaves that cost nothing to write twice and that have one order only. */
function leavesOf(tag: Scalar): readonly [Scalar, Scalar] | undefined {
  if (tag.kind !== 'call' || tag.name !== 'std::ops::cmp') return undefined;
  const [a, b] = tag.args as readonly [Scalar, Scalar];
  const { shape } = a;
  // Floats as parts of a value are in an order of their own (specification 2 §5.2).
  if (shape.kind !== 'leaf' || shape.name === 'Float32' || shape.name === 'Float64') return undefined;
  return isCheap(a) && isCheap(b) ? [a, b] : undefined;
}

/** Of the tag of an option: whether it is none. */
function absenceOf(tag: Scalar): Scalar | undefined {
  const none = optionTest(tag, tagLiteral(0));
  return none?.kind === 'is_null' ? none : undefined;
}

function differences(tag: Scalar): readonly CaseBranch[] {
  const leaves = leavesOf(tag);
  if (leaves === undefined) return [{ when: not(equals(tag, tagLiteral(EQUAL))), result: tag }];
  const [a, b] = leaves;
  return [
    { when: less(a, b), result: tagLiteral(LESS) },
    { when: less(b, a), result: tagLiteral(GREATER) },
  ];
}

function less(a: Scalar, b: Scalar): Scalar {
  const [left, right] = [constantOf(a), constantOf(b)];
  if (typeof left === 'bigint' && typeof right === 'bigint') return left < right ? TRUE : FALSE;
  return { kind: 'call', name: 'std::ops::lt', args: [a, b], shape: boolShape };
}

function equality(tag: Scalar): Scalar {
  const known = constantOf(tag);
  if (known !== undefined) return known === BigInt(EQUAL) ? TRUE : FALSE;
  if (tag.kind === 'case') {
    const branches = tag.branches.map(({ when, result }) => ({ when, result: equality(result) }));
    return caseOf(branches, equality(tag.otherwise));
  }
  const leaves = leavesOf(tag);
  if (leaves === undefined) return equals(tag, tagLiteral(EQUAL));
  const [a, b] = leaves;
  if (constantOf(a) !== undefined && constantOf(b) !== undefined) return equals(a, b);
  const absent = optionTest(a, b) ?? optionTest(b, a);
  if (absent !== undefined) return absent;
  const [left, right] = [absenceOf(a), absenceOf(b)];
  if (left !== undefined && right !== undefined) return equals(left, right);
  return { kind: 'call', name: 'std::ops::eq', args: [a, b], shape: boolShape };
}
