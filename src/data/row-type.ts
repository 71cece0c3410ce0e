import { arrayTy, type Ty, tupleTy } from '../value';
import { type ColumnPlan, columnTy } from './columns/column-type';

/** The type of a table with these columns: `[{name: T, …}]`. It needs no definitions. */
export function tableType(plans: readonly ColumnPlan[]): Ty {
  return arrayTy(tupleTy(...plans.map((plan) => [plan.name, columnTy(plan.type)] as const)));
}
