import type { NodeId } from '../../base';
import type { SourceTexts } from '../graph/source-text';
import type { NodeStats, RunStats } from '../run-stats';
import type { PlanNodeView, PlanView, StageView } from '../view';

/** The text form: two-space indentation, `\n` line ends, no trailing blanks (specification 5 §6). */
export function explainText(view: PlanView, texts: SourceTexts, stats?: RunStats): string {
  const rows = view.nodes.map((node) => rowOf(node, texts));
  const columns = columnsOf(rows);
  const lines = [
    `plan ${short(view.planHash)}  source ${short(view.sourceHash)}  target ${view.target.name}/${view.target.repr}  effects ${view.effects}`,
    `nodes ${view.nodes.length}  stages ${view.stages.length}  checkpoints ${view.stages.filter((s) => s.checkpointId !== null).length}`,
    '',
  ];
  for (const [i, stage] of view.stages.entries()) {
    lines.push(stageLine(stage, i + 1, columns, stats));
    const own = new Set(stage.nodes);
    for (const row of rows) {
      if (own.has(row.id)) lines.push(nodeLine(row, columns) + statsText(stats?.nodes[row.id], stats));
    }
  }
  lines.push('', `externals  ${view.externals.length === 0 ? '(none)' : view.externals.join(', ')}`);
  const sources = view.nodes.flatMap(sourceText);
  lines.push(`sources    ${sources.length === 0 ? '(none)' : sources.join('; ')}`);
  return lines.map((line) => `${line.trimEnd()}\n`).join('');
}

interface Row {
  readonly id: NodeId;
  readonly kind: string;
  readonly text: string;
  /** Where the value comes from, or of a source what it is. */
  readonly flow: string;
  readonly mode: string;
  readonly place: string;
  readonly isOutput: boolean;
}

function rowOf(node: PlanNodeView, texts: SourceTexts): Row {
  const place = node.span && texts.place(node.span);
  const from = node.inputs.map((edge) => (edge.displayOnly ? `(${edge.from})` : edge.from)).join(', ');
  return {
    id: node.id,
    kind: node.kind,
    // The kind stands in its own column; a predicate needs no second `filter` before it.
    text: node.kind === 'filter' ? node.display.replace(/^filter /, '') : node.display,
    flow: node.kind === 'source' ? node.schema : from === '' ? '' : `<- ${from}`,
    mode: node.mode === 'blocking' ? 'blocking' : '',
    place: place ? `${place.line}:${place.column}` : '',
    isOutput: node.kind === 'output',
  };
}

interface Columns {
  readonly id: number;
  readonly kind: number;
  readonly text: number;
  readonly flow: number;
}

/** Where the mode stands within the column of flows, unless the flow is longer. */
const modeAt = 26;

function columnsOf(rows: readonly Row[]): Columns {
  const widest = (texts: readonly string[]) => Math.max(0, ...texts.map(width));
  const plain = rows.filter((row) => !row.isOutput);
  return {
    id: widest(rows.map((row) => row.id)) + 3,
    kind: widest(rows.map((row) => row.kind)) + 3,
    text: widest(plain.map((row) => row.text)) + 2,
    flow: widest(plain.map(flowText)) + 3,
  };
}

function flowText(row: Row): string {
  return row.mode === '' ? row.flow : `${pad(row.flow, modeAt)}${row.mode}`;
}

function nodeLine(row: Row, columns: Columns): string {
  const start = `  ${pad(row.id, columns.id)}${pad(row.kind, columns.kind)}`;
  if (row.isOutput) return `${start}${pad(row.text, columns.text)}${flowText(row)}`;
  return `${start}${pad(row.text, columns.text)}${pad(flowText(row), columns.flow)}${row.place}`;
}

function stageLine(stage: StageView, number: number, columns: Columns, stats?: RunStats): string {
  const what = stage.checkpointId === null ? 'result' : `checkpoint ${stage.checkpointId}`;
  const start = pad(`stage ${number}  ${stage.id}`, 2 + columns.id + columns.kind + columns.text - 1);
  const figures = stats?.stages[stage.id];
  if (!stats) return start + what;
  const mark = figures?.fromCheckpoint ? '  (checkpoint)' : '';
  return `${start}${what}  rows ${figure(figures?.rows)}  ${milliseconds(figures?.ms)}${mark}`;
}

function statsText(node: NodeStats | undefined, stats?: RunStats): string {
  return stats ? `  ${nodeFigures(node)}` : '';
}

/** What a step took in and gave, and how long it worked; what was not measured is a dash. */
export function nodeFigures(node: NodeStats | undefined): string {
  const mark = node?.fromCheckpoint ? '  (checkpoint)' : '';
  return `rows ${figure(node?.rowsIn)}→${figure(node?.rowsOut)}  ${milliseconds(node?.selfMs)}${mark}`;
}

function figure(value: number | null | undefined): string {
  return value === null || value === undefined ? '-' : String(value);
}

function milliseconds(value: number | null | undefined): string {
  return value === null || value === undefined ? '-' : `${value.toFixed(1)} ms`;
}

function sourceText(node: PlanNodeView): readonly string[] {
  if (node.payload.kind !== 'source') return [];
  const { origin, rows, unused } = node.payload;
  const words = [origin, ...(rows === null ? [] : [`${rows} rows`]), ...(unused ? ['unused'] : [])];
  return [`${node.display}: ${words.join(', ')}`];
}

/** First four digits and last two. */
function short(hash: string): string {
  return `${hash.slice(0, 4)}…${hash.slice(-2)}`;
}

/** At least two blanks stand after a text that is longer than its column. */
function pad(text: string, column: number): string {
  return text + ' '.repeat(Math.max(column - width(text), 2));
}

function width(text: string): number {
  return [...text].length;
}
