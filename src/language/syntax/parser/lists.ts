import type { TokenReader } from './token-reader';

type Closing = ')' | ']' | '}';
const closingOf = { '(': ')', '[': ']', '{': '}' } as const;

/** `list(x)` of the grammar: any number of items separated by commas, with an optional trailing one. */
export function parseList<T>(reader: TokenReader, close: Closing, item: (reader: TokenReader) => T): T[] {
  const items: T[] = [];
  while (!reader.isHalted && !reader.at(close)) {
    items.push(item(reader));
    if (!reader.eat(',')) break;
  }
  // An array that has grown keeps room for many more; a copy of it has none to spare.
  return items.slice();
}

/** A list between brackets. Without the opening bracket that is an error and the list is empty. */
export function parseBracketed<T>(
  reader: TokenReader,
  open: keyof typeof closingOf,
  item: (reader: TokenReader) => T,
): T[] {
  const openIndex = reader.index;
  if (!reader.require(open)) return [];
  const items = parseList(reader, closingOf[open], item);
  reader.close(openIndex, closingOf[open]);
  return items;
}
