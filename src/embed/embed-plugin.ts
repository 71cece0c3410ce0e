import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * Builds `embed/`: a page of one classic script, and the engine as a classic script that holds its worker as text.
 * `plugins` are those of the workers. A sandboxed frame may load both from a host that sends no headers, where modules are refused (EMB-4).
 */
export function embedPage(plugins: () => Plugin[]): Plugin {
  return {
    name: 'holt-embed-page',
    apply: 'build',
    async generateBundle() {
      const styles = ['../app/theme/tokens.css', '../app/editor/code-colours.css', './embed.css'].map(
        (path) => readFileSync(at(path), 'utf8'),
      );
      const html = readFileSync(at('./embed.html'), 'utf8').replace('/*styles*/', () => styles.join('\n'));
      const engine = await classic(at('../engine/embed.worker.ts'), plugins());
      const files = {
        'index.html': html,
        'embed.js': await classic(at('./embed.ts'), plugins()),
        'snippet.js': await classic(at('./snippet.ts'), plugins()),
        'engine.js': `window.holtEngine=${JSON.stringify(engine)};`,
      };
      for (const [name, source] of Object.entries(files))
        this.emitFile({ type: 'asset', fileName: `embed/${name}`, source });
    },
  };
}

/** One entry with all it needs, as the text of a classic script. */
async function classic(entry: string, plugins: readonly Plugin[]): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    plugins: [...plugins],
    build: {
      write: false,
      target: 'es2023',
      modulePreload: false,
      lib: { entry, formats: ['iife'], name: 'holt', fileName: 'script' },
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (output === undefined || !('output' in output)) throw new Error(`${entry} was not built`);
  return output.output[0].code;
}
