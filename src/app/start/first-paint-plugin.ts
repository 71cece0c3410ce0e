import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { type Plugin, runnerImport } from 'vite';
import { colouredMarkup, markupOf } from './markup';

const fileOf = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const read = (path: string) => readFileSync(fileOf(path), 'utf8');

/**
 * Puts the starter program, its stored result and its plan into the page itself, so that the first paint is content and
 * not a spinner, also without scripts (FST-2, FST-7). A build whose compiler, with `plugins` of its own, gives another
 * result or plan fails (FST-6).
 */
export function firstPaint(plugins: () => Plugin[]): Plugin {
  let building = false;
  return {
    name: 'holt-first-paint',
    configResolved({ command }) {
      building = command === 'build';
    },
    async buildStart() {
      if (building) await compareStarter(plugins(), (message) => this.error(message));
    },
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

/** Compiles and runs the starter as the page will, and holds it against what is stored of it. */
async function compareStarter(plugins: Plugin[], fail: (message: string) => never): Promise<void> {
  const { module } = await runnerImport<typeof import('../../engine/stored-run')>(
    fileOf('../../engine/stored-run.ts'),
    { configFile: false, logLevel: 'error', plugins },
  );
  const { result, plan } = await module.storedRun(read('../gallery/0-otters.lt'));
  if (!isDeepStrictEqual(result, JSON.parse(read('./starter-result.json'))))
    fail(`The starter gives another result than starter-result.json says:\n${JSON.stringify(result)}`);
  if (plan !== read('./starter-plan.txt'))
    fail(`The starter has another plan than starter-plan.txt says:\n${plan}`);
}

function page(): string {
  const source = read('../gallery/0-otters.lt');
  const stored: StoredResult = JSON.parse(read('./starter-result.json'));
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
          <details><summary>Its plan, as it was then</summary><pre>${markupOf(read('./starter-plan.txt'))}</pre></details>
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
