import type { CopyForm } from '../../engine';
import { announce, complain } from '../session';
import { useHolt } from '../store';
import { words } from '../words';
import { engine } from '../workers';

export const copyForms: readonly CopyForm[] = [
  'tsv',
  'csv',
  'markdown',
  'json',
  'literal',
  'typed-literal',
  'sql',
  'path',
];

/** Puts the chosen cells on the clipboard, or the whole value where none are (RES-9). Always exact (RES-7). */
export async function copyChosen(form: CopyForm, value?: number): Promise<void> {
  const { chosen } = useHolt.getState();
  const of = chosen?.value ?? value;
  if (of === undefined) return;
  const text = await engine().copyText(of, chosen?.selection ?? null, form);
  if (!text.ok) {
    complain(text.error);
    return;
  }
  await navigator.clipboard.writeText(text.value);
  announce(
    chosen === null
      ? words.view.copied
      : words.table.copiedCells(chosen.selection.rows.count * chosen.selection.columns.length),
  );
}
