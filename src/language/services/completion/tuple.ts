import { type ExprOf, sourceName } from '../../syntax';
import type { TupleField, Type } from '../../types/type';
import type { Caret } from '../caret';
import { defaultText } from '../default-text';
import { printReadable } from '../print-short';
import { expectedType } from './expected';
import type { CompletionItem } from './item';
import { escapeSnippet } from './variants';

/** The tuple literal in which a field can begin at the caret. */
export function tupleAt(caret: Caret): ExprOf<'tuple'> | undefined {
  const previous = caret.before(1);
  if (!previous || (previous.kind !== '{' && previous.kind !== ',')) return undefined;
  for (const at of [...caret.around].reverse()) {
    if (at.is !== 'expr') continue;
    // What ends right before a comma is a field's value, not what the next field belongs to.
    const { start, end } = at.node.extent;
    if (at.node.kind === 'missing' || end <= previous.start || start >= previous.end) continue;
    return at.node.kind === 'tuple' ? at.node : undefined;
  }
  return undefined;
}

/** The fields that the tuple still lacks of the type its place asks for, and one entry for all (EDT-6, 4). */
export function tupleItems(caret: Caret, tuple: ExprOf<'tuple'>): CompletionItem[] {
  const expected = expectedType(caret, tuple);
  const fields = expected && caret.snapshot.fieldsOf(expected);
  if (!fields) return [];
  const missing = missingFields(tuple, fields);
  const named = missing.filter((field) => field.name !== undefined);
  const each = named.map(({ name, type }): CompletionItem => {
    const text = `${sourceName(name!)} = `;
    return { label: `${name} =`, kind: 'field', detail: printReadable(type), insert: text };
  });
  if (missing.length < 2) return each;
  const all = missing.map(({ name, type }, i) => {
    const value = `\${${i + 1}:${escapeSnippet(defaultText(caret.snapshot, type))}}`;
    return name === undefined ? value : `${escapeSnippet(sourceName(name))} = ${value}`;
  });
  return [
    {
      label: 'all fields',
      kind: 'snippet',
      detail: missing.map(({ name }) => name ?? '_').join(', '),
      insert: all.join(', '),
      snippet: true,
    },
    ...each,
  ];
}

/** Those that the tuple's own fields do not take yet; fields are told by name, the others by their place. */
export function missingFields(
  tuple: ExprOf<'tuple'>,
  fields: readonly Pick<TupleField, 'name' | 'type'>[],
): readonly { readonly name?: string; readonly type: Type }[] {
  const written = tuple.fields.filter(({ value }) => value.kind !== 'missing');
  if (written.some(({ spread }) => spread)) return [];
  return fields.slice(written.length);
}
