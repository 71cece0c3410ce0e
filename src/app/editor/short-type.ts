/** A type with the names of its fields only: `[{river: Text, otters: Int64}]` is `[{river, otters}]`. */
export function shortType(type: string): string {
  const rows = /^(\[*)\{(.*)\}(\]*\??)$/s.exec(type);
  if (rows === null) return type;
  const [, open, fields, close] = rows;
  return `${open}{${splitFields(fields!)
    .map((field) => /^([^:{[(]+):/.exec(field)?.[1] ?? field)
    .join(', ')}}${close}`;
}

/** The fields of a tuple type, cut at the commas that stand in no bracket. */
function splitFields(text: string): string[] {
  const fields: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!;
    if ('{[('.includes(char)) depth++;
    else if ('}])'.includes(char)) depth--;
    else if (char === ',' && depth === 0) {
      fields.push(text.slice(start, i).trim());
      start = i + 1;
    }
  }
  const last = text.slice(start).trim();
  return last === '' ? fields : [...fields, last];
}
