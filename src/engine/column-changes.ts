import { formatOf, type ProgramType, typeText } from '../value';
import type { ColumnChange } from './messages';

/**
 * What became of the columns of a step's inputs in its own rows, by name: kept, retyped, new or gone (GRF-7). Its own
 * columns come first, in order. Two inputs may have a column of one name: it is kept when either has it so.
 */
export function columnChanges(inputs: readonly ProgramType[], result: ProgramType): readonly ColumnChange[] {
  const after = columnsOf(result);
  const before = inputs.flatMap((input) => namedAs(after, columnsOf(input)));
  const left = before.filter(({ name }) => !after.some((one) => one.name === name));
  return [
    ...after.map(({ name, type }): ColumnChange => {
      const same = before.filter((one) => one.name === name);
      const [first] = same;
      if (first === undefined) return { name, change: 'new', from: null, to: type };
      if (same.some((one) => one.type === type)) return { name, change: 'kept', from: type, to: type };
      return { name, change: 'retyped', from: first.type, to: type };
    }),
    ...left.map(({ name, type }): ColumnChange => ({ name, change: 'gone', from: type, to: null })),
  ];
}

interface Column {
  readonly name: string;
  readonly type: string;
}

/** Rows that are written without names, `{"Solkan", 3}`, and only get them from a type further on, are the same rows. */
function namedAs(after: readonly Column[], before: readonly Column[]): readonly Column[] {
  const same =
    before.length === after.length &&
    before.every(({ name, type }, i) => name === String(i) && type === after[i]?.type);
  return same ? after : before;
}

/** The fields of the rows of a table; a value that is no table, and rows that are no tuples, are one column. */
function columnsOf({ output, defs }: ProgramType): readonly Column[] {
  const format = formatOf(output, defs);
  if (!format.ok) return [];
  const value = format.value;
  const row = value.kind === 'array' ? value.item : value;
  if (row.kind === 'tuple')
    return row.fields.map(({ name, ty }, i) => ({ name: name ?? String(i), type: typeText(ty) }));
  return [{ name: 'value', type: typeText(value.kind === 'array' ? value.itemTy : output) }];
}
