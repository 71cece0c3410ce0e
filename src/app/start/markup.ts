import { highlight } from '../../language/syntax/highlight';

/** A source as markup with a class for each coloured part, for pages without scripts (EDT-2). */
export function colouredMarkup(source: string): string {
  let out = '';
  let at = 0;
  for (const { start, end, class: kind } of highlight(source)) {
    out += `${markupOf(source.slice(at, start))}<span class="code-${kind}">${markupOf(source.slice(start, end))}</span>`;
    at = end;
  }
  return out + markupOf(source.slice(at));
}

/** Text as markup that shows it. */
export function markupOf(text: string): string {
  return text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
}
