import type { Plugin } from 'vite';

/** The parts of the code editor as files of the build: they are set up one after another, but fetched all at once. */
const parts = /\/(?:code-editor|monaco-features|monaco-editor\.api)-/;
const first = /\/monaco-core-/;

/** Fetches all parts of the code editor as soon as its first is asked for. */
export function editorParts(): Plugin {
  let names: string[] = [];
  return {
    name: 'holt-editor-parts',
    config: () => ({
      build: {
        modulePreload: {
          resolveDependencies: (file, needed) =>
            first.test(file) ? [...new Set([...needed, ...names])] : needed,
        },
      },
    }),
    generateBundle: {
      order: 'pre',
      handler(_, bundle) {
        names = Object.values(bundle).flatMap((file) =>
          file.type === 'chunk' && parts.test(file.fileName) ? [file.fileName, ...file.imports] : [],
        );
      },
    },
  };
}
