import { type bytecode, type HeadLayout, type Memory, storer, widthOf } from '../../program';
import { BadProgram, type DataNode, type Frame, type Run } from './node';

type ExprOf<K extends bytecode.Expr['kind']> = Extract<bytecode.Expr, { kind: K }>;

/** Evaluates a part of a value and writes its head. */
type Part = (frame: Frame, at: number) => void;

function part(memory: Memory, node: DataNode, { size, pointers }: HeadLayout): Part {
  const { run, kind } = node;
  if (kind !== 'view' && size !== widthOf(kind)) throw new BadProgram('a value that does not fit its place');
  const store = storer(memory, kind, size, pointers);
  return (frame, at) => store(at, run(frame));
}

/** A node that makes a new value; one whose parts are fixed is made once, now. */
function made(head: HeadLayout, parts: readonly DataNode[], run: Run): DataNode {
  if (!parts.every((node) => node.fixed)) return { is: 'data', kind: 'view', run, head };
  const at = run([]);
  return { is: 'data', kind: 'view', run: () => at, head, fixed: true };
}

export function constructTuple(memory: Memory, expr: ExprOf<'tuple'>, fields: readonly DataNode[]): DataNode {
  const parts: Part[] = [];
  const offsets: number[] = [];
  const pointers: number[] = [];
  let size = 0;
  let next = 0;
  for (const [i, { unpack }] of expr.fields.entries()) {
    const start = size;
    const inner: number[] = [];
    // A tuple that is unpacked is one stretch of heads, as long as the fields it brings.
    for (let n = Math.max(1, unpack); n > 0; n--) {
      const layout = expr.fieldLayouts[next++] ?? { headSize: 0, bodyPtrs: [] };
      for (const pointer of layout.bodyPtrs) inner.push(size - start + pointer);
      size += layout.headSize / 8;
    }
    offsets.push(start);
    parts.push(part(memory, fields[i]!, { size: size - start, pointers: inner }));
    for (const pointer of inner) pointers.push(start + pointer);
  }
  const run = (frame: Frame) => {
    const at = memory.alloc(size);
    for (let i = 0; i < parts.length; i++) parts[i]!(frame, at + offsets[i]!);
    return at;
  };
  return made({ size, pointers }, fields, run);
}

export function constructArray(memory: Memory, expr: ExprOf<'array'>, items: readonly DataNode[]): DataNode {
  const item = { size: expr.itemLayout.headSize / 8, pointers: expr.itemLayout.bodyPtrs };
  const head = { size: 8, pointers: [0] };
  if (items.every((node) => node.literal !== undefined)) {
    const at = literalArray(memory, items, item);
    return { is: 'data', kind: 'view', run: () => at, head, fixed: true };
  }
  const parts = items.map((node) => part(memory, node, item));
  const run = (frame: Frame) => {
    const at = memory.newArray(parts.length, item.size);
    for (let i = 0; i < parts.length; i++) parts[i]!(frame, at + 8 + i * item.size);
    return at;
  };
  return made(head, items, run);
}

function literalArray(memory: Memory, items: readonly DataNode[], { size, pointers }: HeadLayout): number {
  const at = memory.newArray(items.length, size);
  for (const [i, item] of items.entries()) {
    memory.copyHead(at + 8 + i * size, item.run([]) as number, size, pointers);
  }
  return at;
}

export function constructVariant(memory: Memory, expr: ExprOf<'enum_variant'>, inner: DataNode): DataNode {
  const { tag, innerBytes, hasPtr, paddingBytes } = expr;
  const size = tag.length + innerBytes;
  const head = { size, pointers: hasPtr ? [tag.length] : [] };
  const start = (): number => {
    const at = memory.alloc(size);
    memory.bytes.fill(0, at, at + size);
    for (let i = 0; i < tag.length; i++) memory.bytes[at + i] = tag[i]!;
    return at;
  };
  const payloadSize = innerBytes - paddingBytes;
  const payload: Part | undefined =
    payloadSize === 0
      ? undefined
      : hasPtr
        ? pointed(memory, inner)
        : part(memory, inner, { size: payloadSize, pointers: [] });
  const run = (frame: Frame) => {
    const at = start();
    payload?.(frame, at + tag.length);
    return at;
  };
  return made(head, [inner], run);
}

/** The payload stays where it is made; the variant points to it. */
function pointed(memory: Memory, node: DataNode): Part {
  if (node.kind !== 'view') {
    const { kind } = node;
    const width = widthOf(kind);
    return (frame, at) => {
      const value = node.run(frame);
      const target = memory.alloc(width);
      memory.store(kind, target, value);
      memory.point(at, target);
    };
  }
  return (frame, at) => memory.point(at, node.run(frame) as number);
}
