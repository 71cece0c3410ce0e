/**
 * A select of the user as it can stand in parentheses, or why it cannot (specification 4 §10): one statement,
 * without parameters. Quotes and comments are skipped.
 */
export function rawSelect(
  source: string,
): { readonly ok: true; readonly text: string } | { readonly ok: false; readonly why: string } {
  const text = source.trim();
  if (text === '') return { ok: false, why: 'the SQL text is empty' };
  let at = 0;
  while (at < text.length) {
    const char = text[at]!;
    if (char === "'" || char === '"') {
      const end = text.indexOf(char, at + 1);
      if (end < 0) return { ok: false, why: 'the SQL text has a quote without an end' };
      at = end + 1;
    } else if (text.startsWith('--', at)) {
      const end = text.indexOf('\n', at);
      // A comment to the end would swallow what is written after the text.
      if (end < 0) return { ok: true, text: `${text}\n` };
      at = end + 1;
    } else if (text.startsWith('/*', at)) {
      const end = text.indexOf('*/', at + 2);
      if (end < 0) return { ok: false, why: 'the SQL text has a comment without an end' };
      at = end + 2;
    } else if (char === ';') {
      return { ok: false, why: 'the SQL text must be one select without a semicolon' };
    } else if (char === '$' && /[0-9]/.test(text[at + 1] ?? '')) {
      return { ok: false, why: 'the SQL text must not use parameters' };
    } else {
      at += 1;
    }
  }
  return { ok: true, text };
}
