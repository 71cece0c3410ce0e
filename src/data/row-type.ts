import { arrayTy, optionTy, scalarTy, type Ty, tupleTy } from '../value';
import type { ColumnPlan } from './columns/column-type';

/** The type of a table with these columns: `[{name: T, …}]`. Standard scalars need no definitions. */
export function tableType(plans: readonly ColumnPlan[]): Ty {
  const fields = plans.map((plan) => {
    const scalar = scalarTy(plan.type.scalar);
    return [plan.name, plan.type.optional ? optionTy(scalar) : scalar] as const;
  });
  return arrayTy(tupleTy(...fields));
}
