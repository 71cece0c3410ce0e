import type { CellView, HoverView, PlanGraph, TextRange, ValueView } from '../../engine';
import { canPeek } from '../follow';
import { peekRequest } from '../session';
import { useHolt } from '../store';
import { words } from '../words';
import { engine } from '../workers';

/** Rows and columns of a value that a hover shows (EDT-14). */
const rowsShown = 3;
const columnsShown = 6;

/** The first rows of a value that flows through a pipe. */
export interface FlowingRows {
  readonly value: ValueView;
  readonly columns: number;
  readonly rows: readonly (readonly CellView[])[];
}

/** A hover as Markdown, a paragraph each. */
export function hoverParagraphs(hover: HoverView, whole: boolean, rows: string | null): readonly string[] {
  const signature = whole ? (hover.expanded ?? hover.signature) : hover.signature;
  return [`\`\`\`lutra\n${signature}\n\`\`\``, hover.doc, hover.note, rows].filter(
    (part): part is string => part !== undefined && part !== null,
  );
}

/** The first rows of the value in a pipe; null where there is none or no run yet. */
export async function rowsThatFlow({ flows }: HoverView): Promise<FlowingRows | null> {
  const state = useHolt.getState();
  const { check, version } = state;
  if (flows === undefined || check?.version !== version || !canPeek(state)) return null;
  const node = check.plan === undefined ? undefined : nodeThatGives(check.plan, flows);
  if (node === undefined) return null;
  const answer = await engine().peek(peekRequest(node));
  if (!answer.ok) return null;
  const value = answer.value;
  const columns = Math.min(Math.max(value.columns.length, 1), columnsShown);
  const rows = await engine().window(value.id, { start: 0, count: rowsShown }, { start: 0, count: columns });
  void engine().release(value.id);
  return { value, columns, rows };
}

/** The step whose value stands before a pipe: its text ends there, or the step behind the pipe reads it. */
function nodeThatGives({ nodes, edges }: PlanGraph, flows: TextRange): string | undefined {
  const steps = nodes.filter(
    ({ span, kind, peekable }) => span?.file === flows.file && kind !== 'output' && peekable,
  );
  const ending = steps.findLast(({ span }) => span!.end === flows.end);
  if (ending !== undefined) return ending.id;
  const behind = steps
    .filter(({ span }) => span!.start > flows.end)
    .sort((a, b) => a.span!.start - b.span!.start)[0];
  return edges.find(({ to, displayOnly }) => to === behind?.id && !displayOnly)?.from;
}

/** Rows as a Markdown table. */
export function tableText({ value, columns, rows }: FlowingRows): string {
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
