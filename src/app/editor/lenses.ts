import * as monaco from 'monaco-editor/editor/editor.api';
import type { DataSetView, Lens } from '../../engine';
import { peekEntry } from '../follow';
import { runEntry } from '../session';
import { useHolt } from '../store';
import { words } from '../words';
import { language } from '../workers';
import { fileOf, toRange } from './place-in-model';
import { settle } from './settle';

const act = 'holt.lens';

/** What a press on a lens does, and what it says. */
interface LensAction {
  readonly title: string;
  readonly run?: (place: { readonly uri: monaco.Uri; readonly position: monaco.Position }) => void;
}

/** Actions above definitions (EDT-23): run, look, compare, references; above row types the file they came from. */
export function provideLenses(): void {
  monaco.editor.registerCommand(act, (_accessor, run: () => void) => run());
  monaco.languages.registerCodeLensProvider('lutra', {
    onDidChange: (listener) => {
      const stop = useHolt.subscribe((state, before) => {
        if (state.check !== before.check || state.dataSets !== before.dataSets) listener(lensProvider);
      });
      return { dispose: stop };
    },
    ...lensProvider,
  });
}

const lensProvider: monaco.languages.CodeLensProvider = {
  async provideCodeLenses(model) {
    await settle();
    const { dataSets } = useHolt.getState();
    const lenses = await language().lenses(fileOf(model));
    return {
      lenses: lenses.flatMap((lens) => {
        const range = toRange(model, lens.span);
        const place = { uri: model.uri, position: range.getStartPosition() };
        return actionsOf(lens, dataSets).map(({ title, run }) => ({
          range,
          command: { id: act, title, arguments: [() => run?.(place)] },
        }));
      }),
      dispose: () => undefined,
    };
  },
};

/** What stands above one definition. */
export function actionsOf(lens: Lens, dataSets: readonly DataSetView[]): readonly LensAction[] {
  const { path, kind, run, references } = lens;
  const mentions: LensAction = { title: words.lens.references(references), run: showReferences };
  if (kind === 'constant') return [];
  if (kind === 'type') {
    const set = dataSets.find((one) => one.typeName === path);
    if (set === undefined) return [];
    const title = words.lens.from(set.origin, words.side.rows(set.rows));
    return [{ title, run: () => useHolt.setState({ peekedSet: set.name, view: 'result', place: 'result' }) }];
  }
  if (run === 'no') return [mentions];
  return [
    { title: run === 'now' ? words.lens.run : words.lens.runWithInputs, run: () => void runEntry(path) },
    ...(run === 'now' ? [{ title: words.lens.peek, run: () => void peekEntry(path) }] : []),
    { title: words.lens.compare, run: () => void compareEntry(path) },
    mentions,
  ];
}

async function compareEntry(path: string): Promise<void> {
  await runEntry(path);
  useHolt.setState({ view: 'compare', place: 'result' });
}

const showReferences: LensAction['run'] = ({ uri, position }) => {
  const editor = monaco.editor.getEditors().find((one) => one.getModel()?.uri.toString() === uri.toString());
  editor?.setPosition(position);
  editor?.focus();
  editor?.trigger('holt', 'editor.action.goToReferences', null);
};
