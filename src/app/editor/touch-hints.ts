import { type RefObject, useRef, useState } from 'react';
import type { CompletionView, FixView } from '../../engine';
import { useHolt } from '../store';
import { language } from '../workers';
import { applyFix } from './apply-fix';
import { rowsThatFlow } from './hover-text';
import { settle } from './settle';
import type { TouchHint } from './touch-help';
import { matching, plainInsert } from './touch-text';

/** A finger that rests so long, in ms, asks what is under it. */
const longPress = 500;
/** A finger that moves farther, in px, scrolls or selects. */
const steady = 10;
/** Entries offered at once. */
const most = 30;

/** What is asked on the way while someone writes with a finger: completion, hover by long press, problems. */
export interface TouchHints {
  readonly hint: TouchHint | null;
  close(): void;
  /** The text was changed by typing: offers to go on where a name begins or may follow (EDT-6). */
  typed(): Promise<void>;
  complete(): Promise<void>;
  /** The caret moved without typing: the problem of its line is told. */
  moved(): Promise<void>;
  hover(): Promise<void>;
  choose(item: CompletionView): void;
  fix(fix: FixView): void;
  press(x: number, y: number): void;
  drag(x: number, y: number): void;
  release(): void;
}

export function useTouchHints(
  field: RefObject<HTMLTextAreaElement | null>,
  insert: (start: number, end: number, text: string) => void,
): TouchHints {
  const [hint, setHint] = useState<TouchHint | null>(null);
  const asked = useRef(0);
  const finger = useRef<{
    readonly x: number;
    readonly y: number;
    readonly timer: ReturnType<typeof setTimeout>;
  } | null>(null);

  /** Shows an answer unless something newer was asked meanwhile. */
  const show = async (question: () => Promise<TouchHint | null>) => {
    const number = ++asked.current;
    await settle();
    const answer = await question();
    if (number === asked.current) setHint(answer);
  };

  const hints: TouchHints = {
    hint,
    close: () => {
      asked.current += 1;
      setHint(null);
    },
    typed: async () => {
      const element = field.current;
      const before = element?.value.slice(0, element.selectionStart) ?? '';
      if (/([\p{L}\p{N}_.@{]|::|\|\s?)$/u.test(before)) await hints.complete();
      else hints.close();
    },
    complete: () =>
      show(async () => {
        const element = field.current;
        if (element === null) return null;
        const { file, runner, dataSets } = useHolt.getState();
        const caret = element.selectionStart;
        const known = { tables: dataSets.map((set) => set.name), files: [] };
        const report = await language().complete(file, caret, runner, known);
        if (report === null) return null;
        const { range } = report;
        const items = matching(report.items, element.value.slice(range.start, caret)).slice(0, most);
        const only = items.length === 1 && items[0]?.label === element.value.slice(range.start, caret);
        return items.length === 0 || only ? null : { kind: 'completion', items, range };
      }),
    moved: () =>
      show(async () => {
        const element = field.current;
        if (element === null) return null;
        const { file, check } = useHolt.getState();
        const text = element.value;
        const caret = element.selectionStart;
        const [from, to] = [text.lastIndexOf('\n', caret - 1) + 1, `${text}\n`.indexOf('\n', caret)];
        const problem = check?.problems.find(
          ({ span }) => span.file === file && span.start <= to && span.end >= from,
        );
        if (problem === undefined) return null;
        const fixes = await language().fixes(problem.span);
        return { kind: 'problem', problem, fixes: fixes.filter(({ kind }) => kind === 'fix').slice(0, 4) };
      }),
    hover: () =>
      show(async () => {
        const element = field.current;
        if (element === null) return null;
        const hover = await language().hover(useHolt.getState().file, element.selectionStart);
        return hover === null ? null : { kind: 'hover', hover, rows: await rowsThatFlow(hover) };
      }),
    choose: (item) => {
      const element = field.current;
      if (element === null || hint?.kind !== 'completion') return;
      const { text, caret } = plainInsert(item);
      const { start } = hint.range;
      element.focus();
      insert(start, Math.max(hint.range.end, element.selectionStart), text);
      element.setSelectionRange(start + caret, start + caret);
      hints.close();
    },
    fix: (fix) => {
      applyFix(fix);
      hints.close();
    },
    press: (x, y) => {
      hints.release();
      finger.current = { x, y, timer: setTimeout(() => void hints.hover(), longPress) };
    },
    drag: (x, y) => {
      const at = finger.current;
      if (at !== null && Math.hypot(x - at.x, y - at.y) > steady) hints.release();
    },
    release: () => {
      if (finger.current !== null) clearTimeout(finger.current.timer);
      finger.current = null;
    },
  };
  return hints;
}
