import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import { highlight } from '../../language/syntax/highlight';

/**
 * Puts the starter program and its stored result into the page itself, so that the first paint is content and
 * not a spinner, also without scripts (FST-2, FST-7).
 */
export function firstPaint(): Plugin {
  return {
    name: 'holt-first-paint',
    transformIndexHtml: {
      order: 'pre',
      handler: (html) => html.replace('<!--first-paint-->', page()),
    },
  };
}

interface StoredResult {
  readonly columns: readonly {
    readonly name: string;
    readonly type: string;
    readonly align: 'start' | 'end';
  }[];
  readonly rows: readonly (readonly string[])[];
}

function page(): string {
  const source = readFileSync(new URL('../gallery/0-otters.lt', import.meta.url), 'utf8');
  const stored: StoredResult = JSON.parse(
    readFileSync(new URL('./starter-result.json', import.meta.url), 'utf8'),
  );
  const lines = coloured(source)
    .split('\n')
    .map((line, index) => {
      const lens = hasLens(source.split('\n')[index]!) ? ' static-lens' : '';
      return `<code class="static-line${lens}">${line}\n</code>`;
    });
  const head = stored.columns.map(
    ({ name, type, align }) =>
      `<th scope="col" data-align="${align}"><b>${markupOf(name)}</b><small>${markupOf(type)}</small></th>`,
  );
  const rows = stored.rows.map((row, index) => {
    const cells = row.map(
      (cell, at) => `<td data-align="${stored.columns[at]!.align}">${markupOf(cell)}</td>`,
    );
    return `<tr><th scope="row">${index}</th>${cells.join('')}</tr>`;
  });
  return `<div class="first">
      <header class="first-bar"><b>Holt</b> <span>a playground for Lutra, typed pipelines in your browser</span></header>
      <main class="first-code"><pre class="static-code">${lines.join('')}</pre></main>
      <section class="first-result" aria-label="Stored result">
        <p>${stored.rows.length} rows × ${stored.columns.length} columns <em>stored</em></p>
        <table><thead><tr><th></th>${head.join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>
        <noscript><p>This program filters, groups and sorts the small table. To change it and run it, allow scripts for this page.</p></noscript>
      </section>
    </div>`;
}

/** Whether the live editor shows actions above the line, so that room is kept for them. */
function hasLens(line: string): boolean {
  return line.startsWith('func ');
}

/** The source as coloured parts; the starter has no part that goes over a line's end. */
function coloured(source: string): string {
  let out = '';
  let at = 0;
  for (const { start, end, class: kind } of highlight(source)) {
    out += `${markupOf(source.slice(at, start))}<span class="code-${kind}">${markupOf(source.slice(start, end))}</span>`;
    at = end;
  }
  return out + markupOf(source.slice(at));
}

function markupOf(text: string): string {
  return text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
}
