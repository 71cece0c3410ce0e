/*
 * TEMPORARY stand-in for the grammar of src/language/syntax/highlight.ts until it is there.
 */
export type Colour = 'keyword' | 'type' | 'function' | 'text' | 'number' | 'comment' | 'doc' | 'operator' | 'variant' | 'name';

export interface ColouredPart {
  readonly start: number;
  readonly end: number;
  readonly colour: Colour;
}

const keywords = new Set(
  'anno as const do else enum external for func if import in let match module then type submodule where true false'.split(' '),
);
const form =
  /(#!.*|##.*)|(#.*)|([frs]?"(?:[^"\\]|\\.)*")|(@[+-]?\d[\d:.T-]*)|((?<![\w\d)\]])-?\d[\d_]*(?:\.\d[\d_]*)?(?:[eE][+-]?\d+)?|0x[\da-fA-F_]+)|(\.[\p{L}_][\p{L}\p{N}_]*)|(`[^`]*`|[\p{L}_][\p{L}\p{N}_]*)|(->|=>|::|\?\?|\.\.|==|!=|>=|<=|&&|\|\||[|+*/%<>=!?-])/gu;

export function colourLine(line: string): ColouredPart[] {
  const parts: ColouredPart[] = [];
  for (const match of line.matchAll(form)) {
    const [whole, doc, comment, text, time, number, field, word, operator] = match;
    const start = match.index;
    const end = start + whole.length;
    let colour: Colour | null = null;
    if (doc) colour = 'doc';
    else if (comment) colour = 'comment';
    else if (text) colour = 'text';
    else if (time || number) colour = 'number';
    else if (operator) colour = 'operator';
    else if (field) colour = null;
    else if (word) {
      if (keywords.has(word)) colour = 'keyword';
      else if (/^\p{Lu}/u.test(word)) colour = 'type';
      else if (/^\s*\(/.test(line.slice(end)) || /\|\s*$/.test(line.slice(0, start))) colour = 'function';
    }
    if (colour !== null) parts.push({ start, end, colour });
  }
  return parts;
}
