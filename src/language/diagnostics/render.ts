import type { Diagnostic, Span } from '../../base';
import { countCharacters, lineColumn } from './line-column';

/** The text a span points into, by the path it carries. */
interface Source {
  readonly path: string;
  readonly text: string;
}

const tab = '    ';

/**
 * Diagnostics as text, in the layout of specification 1 §11.4: no colour, box drawing, lines without
 * trailing blanks, no line break at the end. A span into a file that is not among `sources` is shown as if
 * that file were empty.
 */
export function renderDiagnostics(diagnostics: readonly Diagnostic[], sources: readonly Source[]): string {
  const lines = new Map<string, SourceLines>();
  const linesOf = (path: string) => {
    let found = lines.get(path);
    if (!found) {
      found = new SourceLines(path, sources.find((source) => source.path === path)?.text ?? '');
      lines.set(path, found);
    }
    return found;
  };
  return diagnostics.map((diagnostic) => renderDiagnostic(diagnostic, linesOf)).join('\n');
}

/** A message under a stretch of one file. Lines count from 0; columns are screen columns from 0. */
interface Label {
  readonly firstLine: number;
  readonly lastLine: number;
  /** First column, in the first line. */
  readonly start: number;
  /** Column after the last one, in the last line. */
  readonly end: number;
  readonly message: string;
}

interface FileLabels {
  readonly source: SourceLines;
  readonly span: Span;
  readonly labels: Label[];
}

function renderDiagnostic(diagnostic: Diagnostic, linesOf: (path: string) => SourceLines): string {
  const { code, message, span, additional } = diagnostic;
  const files: FileLabels[] = [];
  const addLabel = (labelSpan: Span, text: string) => {
    const source = linesOf(labelSpan.file);
    let file = files.find((other) => other.source === source);
    if (!file) {
      file = { source, span: labelSpan, labels: [] };
      files.push(file);
    }
    file.labels.push(source.label(labelSpan, text));
  };
  addLabel(span, message);
  for (const note of additional) if (note.span) addLabel(note.span, note.message);

  const lastLine = Math.max(...files.flatMap((file) => file.labels.map((label) => label.lastLine)));
  const width = String(lastLine + 1).length;
  const margin = ' '.repeat(width + 2);
  const out = [code === 'E0000' ? 'Error:' : `[${code}] Error:`];
  files.forEach(({ source, span: first, labels }, index) => {
    const { line, column } = lineColumn(source.text, first.start);
    if (index > 0) out.push(`${margin}│`);
    out.push(`${margin}${index === 0 ? '╭' : '├'}─[ ${source.path || '<unknown>'}:${line}:${column} ]`);
    out.push(`${margin}│`);
    out.push(...renderLabels(source, labels, width));
  });
  const notes = additional.filter((note) => !note.span);
  if (notes.length > 0) out.push(`${margin}│`);
  notes.forEach((note, index) => {
    out.push(`${margin}│ ${index === 0 ? 'Note: ' : '      '}${note.message}`);
  });
  out.push(`${'─'.repeat(width + 2)}╯`);
  return out.map((line) => line.trimEnd()).join('\n');
}

/** All labels of one file from top to bottom; lines without any between them become one broken bar. */
function renderLabels(source: SourceLines, labels: readonly Label[], width: number): string[] {
  const out: string[] = [];
  const margin = ' '.repeat(width + 2);
  const ordered = [...labels].sort((a, b) => a.firstLine - b.firstLine || a.start - b.start);
  let shown: number | undefined;
  while (ordered.length > 0) {
    const first = ordered[0]!;
    if (shown !== undefined && first.firstLine > shown + 1) out.push(`${margin}┆`);
    if (first.firstLine === first.lastLine) {
      const sameLine = ordered.filter((label) => isOnLine(label, first.firstLine));
      for (const label of sameLine) ordered.splice(ordered.indexOf(label), 1);
      out.push(`${numbered(first.firstLine, width)} │ ${source.line(first.firstLine)}`);
      out.push(...underline(sameLine).map((row) => `${margin}│ ${row}`));
    } else {
      ordered.shift();
      out.push(...renderMultiline(source, first, width));
    }
    shown = first.lastLine;
  }
  return out;
}

function isOnLine(label: Label, line: number): boolean {
  return label.firstLine === line && label.lastLine === line;
}

function numbered(line: number, width: number): string {
  return ` ${String(line + 1).padStart(width)}`;
}

/** The rows below a source line: the underlines of all labels, then the message of each. */
function underline(labels: readonly Label[]): string[] {
  const end = Math.max(...labels.map((label) => label.end));
  const stems = labels.map((label) => label.start + Math.floor((label.end - label.start) / 2));
  const rows: string[] = [];
  labels.forEach((label, index) => {
    const row: string[] = [];
    if (index === 0) {
      for (const { start, end: labelEnd } of labels) {
        pad(row, labelEnd);
        row.fill('─', start, labelEnd);
      }
    }
    labels.slice(index).forEach((other, offset) => {
      const stem = stems[index + offset]!;
      pad(row, stem + 1);
      row[stem] = index === 0 && other.end > other.start ? '┬' : '│';
    });
    rows.push(row.join(''));
    const stem = stems[index]!;
    rows.push(`${' '.repeat(stem)}╰${'─'.repeat(end + 1 - stem)} ${label.message}`);
  });
  return rows;
}

/** Fills a row with blanks up to `length`. */
function pad(row: string[], length: number): void {
  while (row.length < length) row.push(' ');
}

function renderMultiline(source: SourceLines, label: Label, width: number): string[] {
  const out: string[] = [];
  const margin = ' '.repeat(width + 2);
  for (let line = label.firstLine; line <= label.lastLine; line += 1) {
    const edge = line === label.firstLine ? '╭─▶' : line === label.lastLine ? '├─▶' : '│  ';
    out.push(`${numbered(line, width)} │ ${edge} ${source.line(line)}`);
  }
  out.push(`${margin}│ │`);
  const dashes = '─'.repeat(3 + Array.from(source.line(label.lastLine)).length + 3);
  out.push(`${margin}│ ╰${dashes} ${label.message}`);
  return out;
}

/** A source text cut into lines. */
class SourceLines {
  private readonly starts: number[] = [0];

  constructor(
    readonly path: string,
    readonly text: string,
  ) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.starts.push(at + 1);
  }

  /** The line as it is shown: tabs as blanks, without its line break. */
  line(line: number): string {
    const start = this.startOf(line);
    const next = this.starts[line + 1];
    return this.shown(start, next === undefined ? this.text.length : next - 1).replace(/\r$/, '');
  }

  label(span: Span, message: string): Label {
    const firstLine = this.lineOf(span.start);
    // The end is exclusive: a span that ends with a line break does not reach into the next line.
    const lastLine = this.lineOf(Math.max(span.start, span.end - 1));
    return {
      firstLine,
      lastLine,
      start: this.columnOf(firstLine, span.start),
      end: this.columnOf(lastLine, Math.max(span.start, span.end)),
      message,
    };
  }

  /** Where the text of a line begins, behind a byte order mark. */
  private startOf(line: number): number {
    const start = this.starts[line]!;
    return line === 0 && this.text.charCodeAt(0) === 0xfeff ? 1 : start;
  }

  private lineOf(offset: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  private columnOf(line: number, offset: number): number {
    const start = this.startOf(line);
    const end = Math.min(offset, this.text.length);
    const tabs = this.text.slice(start, end).split('\t').length - 1;
    return countCharacters(this.text, start, end) + tabs * (tab.length - 1);
  }

  private shown(start: number, end: number): string {
    return this.text.slice(start, end).replaceAll('\t', tab);
  }
}
