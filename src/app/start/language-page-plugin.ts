import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { colouredMarkup, markupOf } from './markup';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const gallery = at('../gallery');

/** Writes `language.html`: the language on one page without scripts, each example with what it gives (FST-7). */
export function languagePage(): Plugin {
  return {
    name: 'holt-language-page',
    apply: 'build',
    generateBundle() {
      const styles = ['../theme/tokens.css', '../editor/code-colours.css', './language-page.css'].map(
        (path) => readFileSync(at(path), 'utf8'),
      );
      const syntax = readFileSync(at('../shell/syntax.lt'), 'utf8');
      const examples = exampleNames().map(exampleMarkup).join('\n');
      const source = readFileSync(at('./language-page.html'), 'utf8')
        .replace('/*styles*/', () => styles.join('\n'))
        .replace('<!--syntax-->', () => codeMarkup(syntax))
        .replace('<!--examples-->', () => examples);
      this.emitFile({ type: 'asset', fileName: 'language.html', source });
    },
  };
}

/** Examples in their order: a file `4-name.lt` or a folder `4-name`. */
function exampleNames(): readonly string[] {
  return readdirSync(gallery)
    .filter((name) => name.endsWith('.txt'))
    .map((name) => name.slice(0, -'.txt'.length))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
}

function exampleMarkup(name: string): string {
  const files = filesOf(name);
  const root = files.find(({ path }) => path === 'module.lt')!;
  const [title = '', shows = '', ...rest] = root.text.split('\n');
  const texts = files.map(({ path, text }) => {
    const shown = path === 'module.lt' ? rest.join('\n').replace(/^# topics: .*$/m, '') : text;
    const head = files.length > 1 ? `<p class="path">${markupOf(path)}</p>` : '';
    return head + codeMarkup(shown.trim());
  });
  const output = readFileSync(`${gallery}/${name}.txt`, 'utf8').trimEnd();
  return `<section id="${name}">
      <h2>${markupOf(title.replace(/^#! /, ''))}</h2>
      <p>${markupOf(shows.replace(/^#! /, '')).replace(/`([^`]*)`/g, '<code>$1</code>')}</p>
      <div class="example"><div>${texts.join('')}</div><div><p class="path">gives</p>${codeMarkup(output)}</div></div>
    </section>`;
}

function filesOf(name: string): readonly { readonly path: string; readonly text: string }[] {
  const folder = `${gallery}/${name}`;
  const paths = readdirSync(gallery).includes(name)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.lt'))
    : [];
  if (paths.length === 0) return [{ path: 'module.lt', text: readFileSync(`${folder}.lt`, 'utf8') }];
  return paths.sort().map((path) => ({ path, text: readFileSync(`${folder}/${path}`, 'utf8') }));
}

function codeMarkup(text: string): string {
  return `<pre>${colouredMarkup(text)}</pre>`;
}
