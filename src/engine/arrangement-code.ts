import { type FieldType, literalOfEntry } from '../data';
import { nameText } from '../value';
import type { Arrangement, ColumnFilter } from './messages';

/** What a view shows: its rows' arrangement, and positions of the columns that are left, in order. */
export interface ViewShape {
  readonly arrangement: Arrangement;
  readonly columns: readonly number[];
}

/** Types whose values can be negated, so that descending order is a minus away. */
const negated = /^(?:Int|Float|Decimal|Duration)/;

/**
 * The pipeline steps that do what was done to a view (RES-8), one a line, each with its `|`. `row` is the type of the
 * rows, a tuple; columns without a name are taken by position.
 */
export function codeOfView(row: FieldType, { arrangement, columns }: ViewShape): string {
  if (row.kind !== 'tuple') return '';
  const name = (column: number) => row.fields[column]?.name;
  const access = (column: number) => `row.${name(column) === undefined ? column : nameText(name(column)!)}`;
  const typeOf = (column: number) => row.fields[column]!.type;
  const steps: string[] = [];
  for (const filter of arrangement.filters) {
    steps.push(`| filter(row -> ${condition(filter, access(filter.column), typeOf(filter.column))})`);
  }
  // Sorting is stable: the least important key goes first.
  for (const { column, descending } of arrangement.sort.toReversed()) {
    const type = typeOf(column);
    if (!descending) steps.push(`| sort(row -> ${access(column)})`);
    else if (type.kind === 'scalar' && negated.test(type.scalar))
      steps.push(`| sort(row -> -${access(column)})`);
    else {
      steps.push(
        `| (rows -> zip(rows, rows | map(row -> ${access(column)}) | rank))`,
        '| sort(pair -> -pair.1)',
        '| map(pair -> pair.0)',
      );
    }
  }
  const untouched = columns.length === row.fields.length && columns.every((column, i) => column === i);
  if (!untouched) {
    const fields = columns.map((column) =>
      name(column) === undefined ? access(column) : `${nameText(name(column)!)} = ${access(column)}`,
    );
    steps.push(`| map(row -> {${fields.join(', ')}})`);
  }
  return steps.join('\n');
}

function condition({ test, text }: ColumnFilter, access: string, type: FieldType): string {
  if (test === 'none') return `is_none(${access})`;
  if (test === 'some') return `is_some(${access})`;
  if (type.kind === 'option') {
    const inner = condition({ column: 0, test, text }, 'value', type.item);
    return `${access} | map_or(${test === 'not'}, value -> ${inner})`;
  }
  if (test === 'contains') {
    const shown = type.kind === 'scalar' && type.scalar === 'Text' ? access : `to_text(${access})`;
    return `std::text::contains(${shown}, ${literalOfEntry(textType, { kind: 'words', text })})`;
  }
  const value = literalOfEntry(type, { kind: 'words', text });
  return `${access} ${{ is: '==', not: '!=', above: '>', below: '<' }[test]} ${value}`;
}

const textType: FieldType = {
  kind: 'scalar',
  scalar: 'Text',
  source: 'Text',
  empty: { kind: 'words', text: '' },
};
