import { create } from 'zustand';
import type { DocumentSymbol } from '../../engine';

/** Where the caret of the editor stands: an offset in the file on the screen, in UTF-16 units. */
export const useCaret = create<{ readonly offset: number }>(() => ({ offset: 0 }));

/** The definitions around a place, from the outermost to the innermost (EDT-5). */
export function pathAt(symbols: readonly DocumentSymbol[], offset: number): readonly DocumentSymbol[] {
  const around = symbols.find(({ extent }) => offset >= extent.start && offset <= extent.end);
  return around === undefined ? [] : [around, ...pathAt(around.children, offset)];
}

/** An entry of the outline with how deep it is nested. */
export interface OutlineEntry {
  readonly symbol: DocumentSymbol;
  readonly depth: number;
}

/** All definitions of a file in the order of its text (EDT-5). */
export function outlineOf(symbols: readonly DocumentSymbol[], depth = 0): readonly OutlineEntry[] {
  return symbols.flatMap((symbol) => [{ symbol, depth }, ...outlineOf(symbol.children, depth + 1)]);
}
