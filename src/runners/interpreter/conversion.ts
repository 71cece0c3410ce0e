import { type Cell, type CellKind, loader, type Memory, type Scalar, widthOf } from '../../program';
import { BadProgram, type DataNode, type Literal, outward, type Run } from './node';

/** The evaluation of a node as a cell of one kind: the borders between scalars and memory are crossed here. */
export function as(memory: Memory, node: DataNode, kind: CellKind): Run {
  if (node.kind === kind) return node.run;
  if (node.literal !== undefined) return literalAs(memory, node.literal, kind as Scalar);
  if (kind === 'view') return stored(memory, node.kind as Scalar, node.run);
  if (node.kind === 'view') return loaded(memory, node, kind);
  return reread(memory, node.run, node.kind, kind);
}

/** A cell of one kind as a cell of another, for values that are not evaluated from a node. */
export function recast(memory: Memory, from: CellKind, to: CellKind): ((cell: Cell) => Cell) | undefined {
  if (from === to) return undefined;
  if (from === 'view') return loader(memory, to as Scalar) as (cell: Cell) => Cell;
  if (to === 'view') {
    const width = widthOf(from);
    return (cell) => {
      const at = memory.alloc(width);
      memory.store(from, at, cell);
      return at;
    };
  }
  const scratch = memory.alloc(8);
  return (cell) => {
    memory.bytes.fill(0, scratch, scratch + 8);
    memory.store(from, scratch, cell);
    return memory.load(to, scratch);
  };
}

function literalAs(memory: Memory, literal: Literal, kind: Scalar): Run {
  if (literal.size < widthOf(kind)) throw new BadProgram('a literal is shorter than the value it stands for');
  const value = memory.load(kind, literal.at);
  return () => value;
}

function stored(memory: Memory, kind: Scalar, run: Run): Run {
  const width = widthOf(kind);
  return (frame) => {
    const value = run(frame);
    const at = memory.alloc(width);
    memory.store(kind, at, value);
    return at;
  };
}

function loaded(memory: Memory, node: DataNode, kind: Scalar): Run {
  const load = loader(memory, kind);
  const { place, run } = node;
  if (place === undefined) return (frame) => load(run(frame) as number);
  const { hops, slot, offset } = place;
  if (hops === 0) return (frame) => load((frame[slot] as number) + offset);
  return (frame) => load((outward(frame, hops)[slot] as number) + offset);
}

function reread(memory: Memory, run: Run, from: CellKind, to: CellKind): Run {
  const change = recast(memory, from, to)!;
  return (frame) => change(run(frame));
}
