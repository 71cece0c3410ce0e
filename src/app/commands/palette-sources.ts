import { openExample } from '../actions';
import { goToSpan } from '../editor/editor-actions';
import { type Example, examples } from '../gallery';
import { chooseNode } from '../graph/choose-node';
import { settingCommands } from '../settings/setting-commands';
import { useHolt } from '../store';
import { words } from '../words';
import { language } from '../workers';
import { type Command, canRun, commands, keyInWords, keyOf } from '.';

/** Something the palette can do or go to. */
export interface PaletteEntry {
  readonly id: string;
  readonly title: string;
  /** A few words more, behind the title. */
  readonly detail?: string;
  readonly key?: string;
  readonly on?: boolean;
  readonly run: () => void;
}

/** A kind of entries, chosen by its sign in front of what is typed (CMD-1). */
export interface PaletteSource {
  /** Empty: offered without a sign. */
  readonly prefix: string;
  readonly name: string;
  entries(typed: string): Promise<readonly PaletteEntry[]> | readonly PaletteEntry[];
}

function commandEntry(command: Command): PaletteEntry {
  const key = keyOf(command);
  return {
    id: command.id,
    title: command.title,
    key: key === undefined ? undefined : keyInWords(key),
    on: command.on?.(),
    run: command.run,
  };
}

function exampleEntry(example: Example): PaletteEntry {
  return { id: `example ${example.id}`, title: example.title, run: () => openExample(example) };
}

/** All kinds, in the order of the hints under the palette. */
export const paletteSources: readonly PaletteSource[] = [
  {
    prefix: '',
    name: words.palette.sources.commands,
    entries: () => [
      ...commands.filter((one) => !one.id.startsWith('palette') && canRun(one)).map(commandEntry),
      ...examples.map((example) => ({
        ...exampleEntry(example),
        title: words.commands.example(example.title),
      })),
    ],
  },
  {
    prefix: '/',
    name: words.palette.sources.files,
    entries: () =>
      useHolt.getState().files.map(({ path }) => ({
        id: `file ${path}`,
        title: path,
        run: () => goToSpan({ file: path, start: 0, end: 0 }),
      })),
  },
  {
    prefix: '@',
    name: words.palette.sources.symbols,
    entries: async (typed) => {
      const symbols = await language().projectSymbols(typed);
      const own = symbols.filter(({ range }) =>
        useHolt.getState().files.some(({ path }) => path === range.file),
      );
      return own.map(({ name, module, kind, range }) => ({
        id: `symbol ${module} ${name}`,
        title: name,
        detail: module === '' ? words.symbolKinds[kind] : `${words.symbolKinds[kind]}, ${module}`,
        run: () => goToSpan(range),
      }));
    },
  },
  {
    prefix: '#',
    name: words.palette.sources.steps,
    entries: () =>
      (useHolt.getState().check?.plan?.nodes ?? [])
        .filter(({ kind }) => kind !== 'output')
        .map((node) => ({
          id: `step ${node.id}`,
          title: node.display,
          detail: node.type,
          run: () => {
            useHolt.setState({ view: 'plan', place: 'plan' });
            if (useHolt.getState().node !== node.id) chooseNode(node);
          },
        })),
  },
  {
    prefix: ':',
    name: words.palette.sources.columns,
    entries: () =>
      (useHolt.getState().shown?.run.value.columns ?? []).map(({ name, type }) => ({
        id: `column ${name}`,
        title: name,
        detail: type,
        run: () => goToColumn(name),
      })),
  },
  {
    prefix: '!',
    name: words.palette.sources.examples,
    entries: () => examples.map((example) => ({ ...exampleEntry(example), detail: example.shows })),
  },
  {
    prefix: ',',
    name: words.palette.sources.settings,
    entries: () =>
      [...settingCommands, ...commands.filter(({ id }) => id.startsWith('theme-'))].map(commandEntry),
  },
];

/** Brings a column of the result's table into sight. */
function goToColumn(name: string): void {
  useHolt.setState({ view: 'result', place: 'result', form: 'table', peekedSet: null, followed: null });
  requestAnimationFrame(() => {
    const heads = document.querySelectorAll<HTMLElement>('.view [role=columnheader]');
    const head = [...heads].find((one) => one.textContent?.startsWith(name));
    head?.scrollIntoView({ inline: 'center', block: 'nearest' });
  });
}
