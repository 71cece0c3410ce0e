import type { NodeId, Span } from '../../base';
import type { CheckedProject } from '../../language';
import { bytecode } from '../../program';
import type { SourceMap } from '../back-end';
import type { Draft } from '../graph/draft';
import type { Graph } from '../graph/graph';
import { itemType } from '../graph/typed-copy';

/** A step inside a stage whose rows a runner can count: the expression that gives its array (NODE-13). */
export interface RowCounter {
  readonly node: NodeId;
  /** Position of the bytecode expression, in preorder. */
  readonly expression: number;
}

/**
 * The steps of a bytecode stage that can be counted: calls of a runner's function that give an array. A step is left
 * out where it cannot be told which expression is its own, because its text stands for several.
 */
export function rowCounters(
  program: bytecode.Program,
  { spans }: SourceMap,
  members: readonly Draft[],
  graph: Graph,
  project: CheckedProject,
): readonly RowCounter[] {
  const wanted = new Map<string, Draft | null>();
  const paths = new Set<string>();
  for (const draft of members) {
    const path = externalOf(draft);
    if (path === undefined || itemType(project, draft.type) === undefined) continue;
    const key = placeOf(draft.template!.span, path);
    wanted.set(key, wanted.has(key) ? null : draft);
    paths.add(path);
  }
  /** Where a step's expression begins and ends; null where there are several. */
  const found = new Map<Draft, Place | null>();
  const stack: (bytecode.Expr | Place)[] = [program.main];
  for (let position = 0, next = stack.pop(); next !== undefined; next = stack.pop()) {
    if ('start' in next) {
      next.end = position;
      continue;
    }
    const path = calledExternal(next, program);
    const span = path !== undefined && paths.has(path) ? spans[position] : undefined;
    const draft = span && path !== undefined ? wanted.get(placeOf(span, path)) : undefined;
    if (draft) {
      const outer = found.get(draft);
      // What stands inside the first one is a part of it, put there by inlining.
      if (outer === undefined) {
        const place: Place = { start: position, end: Number.POSITIVE_INFINITY };
        found.set(draft, place);
        stack.push(place);
      } else if (outer !== null && position >= outer.end) {
        found.set(draft, null);
      }
    }
    position++;
    const kids = bytecode.bytecodeChildren(next);
    for (let i = kids.length - 1; i >= 0; i--) stack.push(kids[i]!);
  }
  return [...found].flatMap(([draft, place]) =>
    place === null ? [] : [{ node: graph.ids.get(draft)!, expression: place.start }],
  );
}

/** Positions of an expression and of what follows it, in preorder. */
interface Place {
  readonly start: number;
  end: number;
}

function placeOf(span: Span, path: string): string {
  return `${span.start} ${span.end} ${path} ${span.file}`;
}

/** The function that a step calls. */
function externalOf(draft: Draft): string | undefined {
  const call = draft.template;
  return call?.kind === 'call' && call.callee.kind === 'global' ? call.callee.path : undefined;
}

function calledExternal(expr: bytecode.Expr, program: bytecode.Program): string | undefined {
  if (expr.kind !== 'call' || expr.function.kind !== 'pointer') return undefined;
  const symbol = bytecode.symbolOf(expr.function.sid);
  return symbol?.kind === 'external' ? program.externals[symbol.index]?.id : undefined;
}
