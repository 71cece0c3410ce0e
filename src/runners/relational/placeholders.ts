/**
 * Puts texts in place of some placeholders `$n` and renumbers the others, in one walk over the statement.
 * Strings, quoted names and comments are left alone (specification 4 §14). `texts` maps a 1-based number to its
 * replacement; the numbers that stay are given, in their new order.
 */
export function replacePlaceholders(
  sql: string,
  texts: ReadonlyMap<number, string>,
): { readonly sql: string; readonly kept: readonly number[] } {
  const kept: number[] = [];
  const parts = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|\$(\d+)/g;
  const replaced = sql.replace(parts, (whole, digits: string | undefined) => {
    if (digits === undefined) return whole;
    const number = Number(digits);
    const text = texts.get(number);
    if (text !== undefined) return text;
    if (!kept.includes(number)) kept.push(number);
    return `$${kept.indexOf(number) + 1}`;
  });
  return { sql: replaced, kept };
}
