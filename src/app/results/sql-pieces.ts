import type { MarkedSql } from '../../engine';

/** A stretch of SQL in one colour, within one step's part and either marked or not. */
export interface SqlPiece {
  readonly text: string;
  /** What kind of word it is; null for what has no colour. */
  readonly kind: 'text' | 'number' | 'comment' | 'keyword' | 'function' | null;
  /** The step that the innermost part around it comes from: of several the last. */
  readonly node: string | null;
}

/** Pieces in a row that are marked, or that are not. */
export interface SqlRun {
  readonly marked: boolean;
  readonly pieces: readonly SqlPiece[];
}

/** The text cut where colours and parts change, with all parts of `chosen` marked. */
export function sqlRuns({ text, parts }: MarkedSql, chosen: string | null): readonly SqlRun[] {
  const runs: { marked: boolean; pieces: SqlPiece[] }[] = [];
  const open: MarkedSql['parts'][number][] = [];
  let next = 0;
  let at = 0;
  const write = (kind: SqlPiece['kind'], end: number) => {
    while (at < end) {
      while (open.length > 0 && open.at(-1)!.end <= at) open.pop();
      for (; parts[next] !== undefined && parts[next]!.start <= at; next++) open.push(parts[next]!);
      const edge = Math.min(end, open.at(-1)?.end ?? end, parts[next]?.start ?? end);
      const marked = chosen !== null && open.some(({ nodes }) => nodes.includes(chosen));
      const piece = { text: text.slice(at, edge), kind, node: open.at(-1)?.nodes.at(-1) ?? null };
      const last = runs.at(-1);
      if (last?.marked === marked) last.pieces.push(piece);
      else runs.push({ marked, pieces: [piece] });
      at = edge;
    }
  };
  for (const match of text.matchAll(token)) {
    const [whole, string, , number, word, call, comment] = match;
    const kind = string
      ? 'text'
      : number
        ? 'number'
        : comment
          ? 'comment'
          : word && keyword.test(word)
            ? 'keyword'
            : word && call
              ? 'function'
              : null;
    if (kind === null) continue;
    write(null, match.index);
    write(kind, match.index + (word === undefined ? whole.length : word.length));
  }
  write(null, text.length);
  return runs;
}

const keyword =
  /^(?:ALL|AND|AS|ASC|BETWEEN|BY|CASE|CAST|COALESCE|CROSS|DELETE|DESC|DISTINCT|ELSE|END|EXISTS|FALSE|FILTER|FROM|GROUP|HAVING|IN|INSERT|INTO|IS|JOIN|LATERAL|LEFT|LIMIT|NOT|NULL|OFFSET|ON|OR|ORDER|ORDINALITY|OVER|PARTITION|RANGE|RECURSIVE|ROW|ROWS|SELECT|SET|THEN|TRUE|UNION|UNNEST|UPDATE|USING|VALUES|WHEN|WHERE|WITH|WITHIN)$/i;
const token =
  /('(?:[^']|'')*')|("(?:[^"]|"")*")|(\b\d+(?:\.\d+)?(?:e[+-]?\d+)?\b)|([A-Za-z_]\w*)(\s*\()?|(--[^\n]*)/g;
