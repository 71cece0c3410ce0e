import type * as monaco from 'monaco-editor/editor/editor.api';
import type { InlayHint } from '../../engine';
import { useSettings } from '../settings/settings';
import { type HoltState, useHolt } from '../store';
import { words } from '../words';
import { language } from '../workers';
import { fileOf } from './place-in-model';
import { settle } from './settle';

/** Characters of a hint; longer ones are cut (EDT-4). */
const longest = 60;

/**
 * What the text does not say but the compiler knows, each kind switchable; behind the steps of a pipeline also, after
 * a run, how many rows left them (EDT-4).
 */
export const inlayHints: monaco.languages.InlayHintsProvider = {
  onDidChangeInlayHints: (listener) => {
    const stops = [
      useHolt.subscribe((state, before) => {
        if (state.check !== before.check || state.figures !== before.figures) listener();
      }),
      useSettings.subscribe((settings, before) => {
        if (settings.hints !== before.hints) listener();
      }),
    ];
    return { dispose: () => stops.forEach((stop) => void stop()) };
  },
  async provideInlayHints(model) {
    await settle();
    const file = fileOf(model);
    const { hints: shown } = useSettings.getState();
    const hints = (await language().inlayHints(file)).filter(({ kind }) => shown[kind]);
    const state = useHolt.getState();
    return {
      hints: hints.map((hint) => ({
        position: model.getPositionAt(hint.at),
        label: hint.kind === 'pipeline' ? withRows(hint.text, rowsBehind(state, file, hint)) : hint.text,
        paddingLeft: hint.kind === 'pipeline',
        paddingRight: hint.kind === 'label',
      })),
      dispose: () => undefined,
    };
  },
};

/** Rows that left the step whose text ends there, if a run of this text counted them. */
function rowsBehind({ check, version, figures }: HoltState, file: string, { at }: InlayHint): number | null {
  if (figures?.version !== version) return null;
  const step = check?.plan?.nodes.findLast(
    ({ span, kind }) => span?.file === file && span.end === at && kind !== 'source' && kind !== 'output',
  );
  return (step === undefined ? undefined : figures.byNode[step.id]?.rowsOut) ?? null;
}

/** The type gives way to the count where both are too long for a hint. */
export function withRows(type: string, rows: number | null): string {
  if (rows === null) return type;
  const count = ` · ${words.side.rows(rows)}`;
  const room = longest - count.length;
  return `${type.length > room ? `${type.slice(0, room - 1)}…` : type}${count}`;
}
