import type * as monaco from 'monaco-editor/editor/editor.api';
import type { CellView, HoverView, ValueView } from '../../engine';
import { canPeek } from '../follow';
import { runRequest } from '../session';
import { useHolt } from '../store';
import { words } from '../words';
import { engine, language } from '../workers';
import { exampleLink } from './example-links';
import { fileOf, settle, toRange } from './place-in-model';

/** Rows and columns of a value that a hover shows (EDT-14). */
const rowsShown = 3;
const columnsShown = 6;

interface ExpandableHover extends monaco.languages.Hover {
  readonly whole: boolean;
}

/** What is known about the word under the pointer; large types open with the `+` of the hover (EDT-14, EDT-15). */
export const hovers: monaco.languages.HoverProvider<ExpandableHover> = {
  async provideHover(model, position, _token, context) {
    await settle();
    const hover = await language().hover(fileOf(model), model.getOffsetAt(position));
    if (hover === null) return null;
    const request = context?.verbosityRequest;
    const whole = hover.expanded !== undefined && (request?.verbosityDelta ?? 0) > 0;
    const rows = await rowsThatFlow(hover);
    return {
      range: toRange(model, hover.range),
      contents: [
        ...hoverParagraphs(hover, whole, rows).map((value) => ({ value })),
        ...[exampleLink(hover.standard)].filter((link) => link !== null),
      ],
      whole,
      canIncreaseVerbosity: hover.expanded !== undefined && !whole,
      canDecreaseVerbosity: whole,
    };
  },
};

/** A hover as Markdown, a paragraph each; the touch editor shows the same. */
export function hoverParagraphs(hover: HoverView, whole: boolean, rows: string | null): readonly string[] {
  const signature = whole ? (hover.expanded ?? hover.signature) : hover.signature;
  return [`\`\`\`lutra\n${signature}\n\`\`\``, hover.doc, hover.note, rows].filter(
    (part): part is string => part !== undefined && part !== null,
  );
}

/** The first rows of the value in a pipe, as a Markdown table; null where there is none or no run yet. */
export async function rowsThatFlow({ flows }: HoverView): Promise<string | null> {
  const state = useHolt.getState();
  const { check, version } = state;
  if (flows === undefined || check?.version !== version || !canPeek(state)) return null;
  const node = check.plan?.nodes.findLast(
    ({ span, kind, peekable }) =>
      span?.file === flows.file && span.end === flows.end && kind !== 'output' && peekable,
  );
  if (node === undefined) return null;
  const answer = await engine().peek({ ...runRequest(), node: node.id });
  if (!answer.ok) return null;
  const value = answer.value;
  const columns = Math.min(Math.max(value.columns.length, 1), columnsShown);
  const rows = await engine().window(value.id, { start: 0, count: rowsShown }, { start: 0, count: columns });
  void engine().release(value.id);
  return tableOf(value, columns, rows);
}

function tableOf(value: ValueView, columns: number, rows: readonly (readonly CellView[])[]): string | null {
  if (rows.length === 0) return words.view.empty(value.type);
  const names = value.columns.slice(0, columns).map(({ name }) => name);
  const more = value.columns.length > columns;
  const line = (cells: readonly string[]) =>
    `| ${[...cells, ...(more ? ['…'] : [])].map((cell) => plain(cell) || ' ').join(' | ')} |`;
  const head = names.length === 0 ? [' '] : names;
  const aligns = head.map((_, at) => (value.columns[at]?.align === 'end' ? '--:' : '---'));
  return [
    line(head),
    `| ${[...aligns, ...(more ? ['---'] : [])].join(' | ')} |`,
    ...rows.map((row) => line(row.map(({ text }) => text))),
  ].join('\n');
}

/** A text in which Markdown finds nothing to format. */
function plain(text: string): string {
  const line = text.replace(/\s+/g, ' ').slice(0, 60);
  return line.replace(/[\\`*_{}[\]()#+\-.!|<>~&]/g, (sign) => `\\${sign}`);
}
