import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import { colouredMarkup, markupOf } from './markup';

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
  const lines = colouredMarkup(source)
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
        <div class="first-about">
          <p>The program takes the sightings after 2020, groups them by river and counts visits and otters of each; the rivers with most otters come first. The table is what it gave when this page was made.</p>
          <p><a href="./language.html">The language on one page, with examples</a></p>
          <noscript><p>To change the program and run it, allow scripts for this page.</p></noscript>
        </div>
      </section>
    </div>`;
}

/** Whether the live editor shows actions above the line, so that room is kept for them. */
function hasLens(line: string): boolean {
  return line.startsWith('func ');
}
