import { nameText } from '../value';
import { type ColumnPlan, typeText } from './columns/column-type';

/** A `type` definition that a person can read, one column a line (DAT-4). */
export function rowTypeSource(typeName: string, plans: readonly ColumnPlan[]): string {
  const fields = plans.map((plan) => `  ${nameText(plan.name)}: ${typeText(plan.type)},\n`);
  return `type ${nameText(typeName)}: {\n${fields.join('')}}\n`;
}
