import type { Ty, TyDef } from '../value';
import type { ColumnPlan, ScalarName } from './columns/column-type';

const primitive = (width: 8 | 16 | 32 | 64): Ty => ({
  kind: { kind: 'primitive', width },
  variantsRecursive: [],
});
const ident = (...path: string[]): Ty => ({ kind: { kind: 'ident', path }, variantsRecursive: [] });
const unit: Ty = { kind: { kind: 'tuple', fields: [] }, variantsRecursive: [] };

/** What each scalar stands on (specification 2 §1.1); frames over frames are listed with what they stand on. */
const carriers: Record<ScalarName, readonly (readonly [name: string, ty: Ty])[]> = {
  Int64: [['Int64', primitive(64)]],
  Float64: [['Float64', primitive(64)]],
  Decimal: [['Decimal', primitive(64)]],
  Bool: [['Bool', primitive(8)]],
  Text: [['Text', { kind: { kind: 'array', item: primitive(8) }, variantsRecursive: [] }]],
  Date: [
    ['Int32', primitive(32)],
    ['Date', ident('std', 'Int32')],
  ],
  Timestamp: [
    ['Int64', primitive(64)],
    ['Timestamp', ident('std', 'Int64')],
  ],
  Time: [
    ['Uint64', primitive(64)],
    ['Time', ident('std', 'Uint64')],
  ],
};

/** The type of a table with these columns, `[{name: T, …}]`, with the definitions it mentions, without layouts. */
export function tableType(plans: readonly ColumnPlan[]): {
  readonly ty: Ty;
  readonly defs: readonly TyDef[];
} {
  const defs = new Map<string, TyDef>();
  for (const plan of plans)
    for (const [name, ty] of carriers[plan.type.scalar]) defs.set(name, { name: ['std', name], ty });
  const fields = plans.map((plan) => ({ name: plan.name, ty: columnType(plan) }));
  const row: Ty = { kind: { kind: 'tuple', fields }, variantsRecursive: [] };
  return { ty: { kind: { kind: 'array', item: row }, variantsRecursive: [] }, defs: [...defs.values()] };
}

function columnType(plan: ColumnPlan): Ty {
  const scalar = ident('std', plan.type.scalar);
  if (!plan.type.optional) return scalar;
  const variants = [
    { name: 'none', ty: unit },
    { name: 'some', ty: scalar },
  ];
  return { kind: { kind: 'enum', variants }, variantsRecursive: [] };
}
