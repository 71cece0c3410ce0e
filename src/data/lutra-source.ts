import { type ColumnPlan, typeText } from './columns/column-type';

/** A `type` definition that a person can read, one column a line (DAT-4). */
export function rowTypeSource(typeName: string, plans: readonly ColumnPlan[]): string {
  const fields = plans.map((plan) => `  ${identifier(plan.name)}: ${typeText(plan.type)},\n`);
  return `type ${identifier(typeName)}: {\n${fields.join('')}}\n`;
}

function identifier(name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? name : `\`${name}\``;
}
