import type { EmbedAnswer } from '../engine';
import { words } from './words';

/** A result as elements: a line of facts and a table, one value, or what went wrong. */
export function showAnswer(answer: EmbedAnswer): readonly HTMLElement[] {
  if (!answer.ok) {
    const failed = document.createElement('pre');
    failed.className = 'embed-failed';
    failed.textContent = answer.message;
    return [failed];
  }
  const { rows, columns, cells, type, ms, same } = answer;
  const facts = document.createElement('p');
  facts.className = 'embed-note';
  facts.textContent = [
    rows === null ? type : words.rows(rows),
    words.time(ms),
    ...(same === null ? [] : [same ? words.same : words.different]),
  ].join(' · ');
  if (rows === null) {
    const value = document.createElement('output');
    value.textContent = cells[0]?.[0] ?? '';
    return [facts, value];
  }
  const table = document.createElement('table');
  const head = table.createTHead().insertRow();
  for (const { name, align } of columns) {
    const cell = document.createElement('th');
    cell.scope = 'col';
    cell.textContent = name;
    cell.dataset.align = align;
    head.append(cell);
  }
  const body = table.createTBody();
  for (const row of cells) {
    const line = body.insertRow();
    row.forEach((text, at) => {
      const cell = line.insertCell();
      cell.textContent = text;
      cell.dataset.align = columns[at]?.align ?? 'start';
    });
  }
  return rows > cells.length ? [facts, table, more(rows - cells.length)] : [facts, table];
}

function more(rows: number): HTMLElement {
  const note = document.createElement('p');
  note.className = 'embed-note';
  note.textContent = words.more(rows);
  return note;
}
