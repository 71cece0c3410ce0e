import { type AppError, fail, ok, type Result } from '../../base';
import { standardScalar, type Ty, type TyDef, TypeTable } from '../../value';
import type { ColumnPlan, ColumnScalar } from './column-type';
import { columnNames, plainNames } from './names';

/**
 * How to read a file as the rows a program asks for: each field of the row type takes the column of its name, as it
 * stands in the file or as a name or an identifier made of it. Columns that no field asks for are left out. Fails with
 * `DATA_MISFIT` when a column is missing or a field is no scalar.
 */
export function plansForType(
  ty: Ty,
  defs: readonly TyDef[],
  header: readonly string[],
): Result<ColumnPlan[]> {
  const table = new TypeTable(defs);
  const rows = table.materialiseOrStd(ty).kind;
  if (rows.kind !== 'array') return misfit('The parameter is no array, so a file cannot fill it.');
  const row = table.materialiseOrStd(rows.item).kind;
  if (row.kind !== 'tuple')
    return misfit('The parameter is no array of tuples, so the columns of a file cannot fill it.');
  const spellings = [header, columnNames(header), plainNames(header)];
  const plans: ColumnPlan[] = [];
  for (const [position, field] of row.fields.entries()) {
    const name = field.name ?? `${position}`;
    const found = spellings.map((names) => names.indexOf(name)).find((place) => place >= 0);
    const index = field.name === undefined ? position : (found ?? -1);
    if (index < 0 || index >= header.length)
      return misfit(`The file has no column ${name}; it has ${header.join(', ')}.`);
    const payload = table.optionPayload(field.ty);
    const kind = table.materialiseOrStd(payload ?? field.ty).kind;
    const scalar = kind.kind === 'ident' ? standardScalar(kind.path) : undefined;
    if (scalar === undefined || scalar === 'Duration')
      return misfit(`The field ${name} has a type that a column of text cannot hold.`);
    plans.push({
      name,
      original: header[index]!,
      index,
      type: { scalar: scalar as ColumnScalar, optional: payload !== undefined },
    });
  }
  return ok(plans);
}

function misfit(message: string): { readonly ok: false; readonly error: AppError } {
  return fail({
    kind: 'data',
    code: 'DATA_MISFIT',
    message,
    hint: 'Change the row type, or the name of the column in the file.',
  });
}
