import {
  type bytecode,
  type Callback,
  type CallbackShape,
  type Cell,
  type CellKind,
  type Memory,
  type NativeCode,
  NativeFailure,
  type NativeSite,
} from '../../program';
import { EQUALITY_SEARCH } from '../../std';
import { withCells } from './cells';
import type { Compiler, RowCount } from './compile';
import { as, recast } from './conversion';
import { invariantLevel, kept, keptScope } from './invariant';
import {
  BadProgram,
  type DataNode,
  type ExternalNode,
  type Frame,
  type FunctionNode,
  type Node,
  PARENT,
  type Run,
} from './node';
import { functionScope, newCell, newFrame, type Scope } from './scope';
import { equalitySearch } from './search';

type Expr = bytecode.Expr;
type Link = Extract<Expr, { kind: 'call' | 'offset' | 'deref' }>;
type Applied = (a?: Cell | Callback, b?: Cell | Callback, c?: Cell | Callback, d?: Cell | Callback) => Cell;

/** Chains longer than this are evaluated in a loop instead of by nested calls. */
const LONGEST_NEST = 64;

/** Calls, and the chains that they make through their first arguments: operators, pipes, lookups. */
export class CallCompiler {
  private readonly memory: Memory;

  constructor(private readonly compiler: Compiler) {
    this.memory = compiler.memory;
  }

  /** A call, offset or dereference. Follows first arguments and bases down without using the stack. */
  chain(expr: Link, scope: Scope): Node {
    const links: Link[] = [];
    let innermost: Expr = expr;
    let found: DataNode | undefined;
    while (isLink(innermost)) {
      found = this.keptValue(innermost, scope) ?? this.search(innermost, scope);
      if (found !== undefined) break;
      links.push(innermost);
      const next: Expr | undefined = this.firstOf(innermost, scope);
      if (next === undefined) break;
      innermost = next;
    }
    let node: Node;
    if (found !== undefined) {
      node = found;
    } else if (links.at(-1) === innermost) {
      // A call that is applied to nothing we could have followed: it stands for itself.
      node = this.call(links.pop() as Extract<Expr, { kind: 'call' }>, undefined, scope);
    } else {
      node = this.compiler.compile(innermost, scope);
    }
    if (links.length > LONGEST_NEST) return this.longChain(links, node, scope);
    for (let i = links.length - 1; i >= 0; i--) node = this.link(links[i]!, node, scope);
    return node;
  }

  /** A value that does not change from item to item, where the link gives one. */
  private keptValue(link: Link, scope: Scope): DataNode | undefined {
    const level = invariantLevel(this.compiler, link, scope);
    if (level === undefined) return undefined;
    return kept(this.compiler, this.compiler.data(link, keptScope(scope, level)), scope, level);
  }

  /** A search for an equal field, where the link is one. */
  private search(link: Link, scope: Scope): DataNode | undefined {
    const search = link.kind === 'call' ? equalitySearch(link, this.compiler.program) : undefined;
    if (search === undefined) return undefined;
    const id = `${EQUALITY_SEARCH}_${search.suffix}`;
    const native = this.compiler.surroundings.natives.get(id);
    if (native === undefined) return undefined;
    const callee: ExternalNode = { is: 'external', id, layout: search.layout, native };
    const wanted: FunctionNode = { is: 'function', expr: search.wanted };
    return this.applyExternal(callee, [this.compiler.compile(search.array, scope), wanted], scope, link);
  }

  /** What a link is applied to first, if that is data: the base, or the first argument of an external. */
  private firstOf(link: Link, scope: Scope): Expr | undefined {
    if (link.kind === 'offset') return link.base;
    if (link.kind === 'deref') return link.ptr;
    if (link.function.kind !== 'pointer') return undefined;
    const callee = this.compiler.compile(link.function, scope);
    if (callee.is !== 'external' || typeof callee.native.params[0] !== 'string') return undefined;
    return link.args[0];
  }

  private link(link: Link, first: Node, scope: Scope): Node {
    if (link.kind === 'call') return this.call(link, first, scope);
    if (first.is !== 'data') throw new BadProgram('a function where data is expected');
    const { memory } = this;
    const base = as(memory, first, 'view');
    if (link.kind === 'deref')
      return { is: 'data', kind: 'view', run: (frame) => memory.deref(base(frame) as number) };
    const { offset } = link;
    if (offset === 0 && first.literal === undefined)
      return first.kind === 'view' ? { ...first, head: undefined } : first;
    const place = first.place && { ...first.place, offset: first.place.offset + offset };
    return { is: 'data', kind: 'view', run: (frame) => (base(frame) as number) + offset, place };
  }

  /** Evaluates from the inside out: each link is compiled as a function of a cell that holds what it is applied to. */
  private longChain(links: readonly Link[], innermost: Node, scope: Scope): Node {
    if (innermost.is !== 'data') throw new BadProgram('a function where data is expected');
    const slot = newCell(scope);
    const steps: Run[] = [as(this.memory, innermost, innermost.kind)];
    let { kind } = innermost;
    for (let i = links.length - 1; i >= 0; i--) {
      const cell: DataNode = { is: 'data', kind, run: (frame) => frame[slot] as Cell };
      const node = this.link(links[i]!, cell, scope);
      if (node.is !== 'data') throw new BadProgram('a function where data is expected');
      steps.push(node.run);
      kind = node.kind;
    }
    const run = (frame: Frame) => {
      for (let i = 0; i < steps.length; i++) frame[slot] = steps[i]!(frame);
      return frame[slot] as Cell;
    };
    return { is: 'data', kind, run };
  }

  private call(call: Extract<Expr, { kind: 'call' }>, first: Node | undefined, scope: Scope): Node {
    const callee = this.compiler.compile(call.function, scope);
    if (callee.is === 'data') throw new BadProgram('data where a function is expected');
    const rest = first === undefined ? call.args : call.args.slice(1);
    const args = rest.map((arg) => this.compiler.compile(arg, scope));
    return this.apply(callee, first === undefined ? args : [first, ...args], scope, call);
  }

  /** Applies a function known now to arguments compiled in the same scope. `expr` is where errors are raised. */
  apply(callee: FunctionNode | ExternalNode, args: readonly Node[], scope: Scope, expr: Expr): DataNode {
    if (callee.is === 'external') return this.applyExternal(callee, args, scope, expr);
    const { symbolNs, body } = callee.expr;
    const slots: number[] = [];
    const runs: Run[] = [];
    for (const [i, arg] of args.entries()) {
      const { variable, slot } =
        arg.is === 'external'
          ? { variable: { known: arg }, slot: undefined }
          : this.compiler.cellFor(arg, scope);
      this.compiler.bind(symbolNs + i, variable as never);
      if (slot !== undefined) {
        slots.push(slot);
        runs.push((arg as DataNode).run);
      }
    }
    return withCells(slots, runs, this.compiler.data(body, scope)) as DataNode;
  }

  private applyExternal(callee: ExternalNode, args: readonly Node[], scope: Scope, expr: Expr): DataNode {
    const { params } = callee.native;
    if (args.length !== params.length) throw new BadProgram(`wrong number of arguments for ${callee.id}`);
    const shapes: (CallbackShape | undefined)[] = [];
    const runs: ((frame: Frame) => Cell | Callback)[] = [];
    for (const [i, param] of params.entries()) {
      const arg = args[i]!;
      if (typeof param === 'string') {
        if (arg.is !== 'data')
          throw new BadProgram(`a function where data is expected, in a call of ${callee.id}`);
        shapes.push(undefined);
        runs.push(as(this.memory, arg, param));
      } else {
        if (arg.is === 'data')
          throw new BadProgram(`data where a function is expected, in a call of ${callee.id}`);
        const { shape, make } = this.callback(arg, param.callback, scope, expr);
        shapes.push(shape);
        runs.push(make);
      }
    }
    const { result, code } = callee.native.build(this.site(callee, shapes, expr));
    const run = applied(code, runs);
    const count = this.compiler.surroundings.counters.get(this.compiler.positionOf(expr));
    return { is: 'data', kind: result, run: count && result === 'view' ? this.counted(run, count) : run };
  }

  private counted(run: Run, count: RowCount): Run {
    const { memory } = this;
    return (frame) => {
      const at = run(frame) as number;
      count.evaluations++;
      count.items = memory.word(at + 4);
      return at;
    };
  }

  private site(
    callee: ExternalNode,
    callbacks: readonly (CallbackShape | undefined)[],
    expr: Expr,
  ): NativeSite {
    const { memory, host, exactPointers } = this.compiler.surroundings;
    const position = this.compiler.positionOf(expr);
    return {
      memory,
      host,
      exactPointers,
      layout: callee.layout,
      callbacks,
      fail: (text) => {
        throw new NativeFailure(text, position);
      },
      failInRow: (thrown, index, address) => {
        if (thrown instanceof NativeFailure) thrown.rows.push({ expression: position, index, address });
        throw thrown;
      },
    };
  }

  /** A function argument: its shape, and how it is made for the frame around it. */
  private callback(
    source: FunctionNode | ExternalNode,
    wanted: CellKind | 'any',
    scope: Scope,
    expr: Expr,
  ): { readonly shape: CallbackShape; readonly make: (frame: Frame) => Callback } {
    if (source.is === 'external') return this.externalCallback(source, wanted, expr);
    const inner = functionScope(scope);
    const { symbolNs, body } = source.expr;
    const [first, second] = [newCell(inner), newCell(inner)];
    this.compiler.bind(symbolNs, { level: inner.level, slot: first, kind: 'view' });
    this.compiler.bind(symbolNs + 1, { level: inner.level, slot: second, kind: 'view' });
    const node = this.compiler.data(body, inner);
    const result = wanted === 'any' ? node.kind : wanted;
    const run = as(this.memory, node, result);
    let frame: Frame | undefined;
    let callback: Callback | undefined;
    const make = (around: Frame): Callback => {
      if (callback !== undefined && frame![PARENT] === around) return callback;
      const own = newFrame(inner);
      own[PARENT] = around;
      frame = own;
      callback = (a, b) => {
        own[first] = a;
        own[second] = b;
        return run(own);
      };
      if (inner.cells.flags.length > 0) callback = this.keeping(callback, own, inner);
      return callback;
    };
    return { shape: { result, head: node.head }, make };
  }

  /** A callback that forgets, each time it is called, what was kept for the last call. */
  private keeping(callback: Callback, own: Frame, { level, cells }: Scope): Callback {
    const { memory } = this;
    const { flags } = cells;
    return (a, b) => {
      for (let i = 0; i < flags.length; i++) own[flags[i]!] = 0;
      memory.enter(level);
      const result = callback(a, b);
      memory.leave(level);
      return result;
    };
  }

  /** An external passed as a function: it takes addresses and reads its parameters there. */
  private externalCallback(source: ExternalNode, wanted: CellKind | 'any', expr: Expr) {
    const { memory } = this;
    const { params } = source.native;
    if (params.length === 0 || params.length > 2) throw new BadProgram(`${source.id} as a function argument`);
    const { result, code } = source.native.build(this.site(source, [], expr));
    const readers = params.map((param) => {
      if (typeof param !== 'string') throw new BadProgram(`${source.id} as a function argument`);
      return recast(memory, 'view', param) ?? ((cell: Cell) => cell);
    });
    const kind = wanted === 'any' ? result : wanted;
    const change = recast(memory, result, kind) ?? ((cell: Cell) => cell);
    const [first, second] = [readers[0]!, readers[1]];
    const apply = code as unknown as Applied;
    const callback: Callback =
      second === undefined ? (a) => change(apply(first(a))) : (a, b) => change(apply(first(a), second(b)));
    return { shape: { result: kind, external: source.id }, make: () => callback };
  }
}

function isLink(expr: Expr): expr is Link {
  return expr.kind === 'call' || expr.kind === 'offset' || expr.kind === 'deref';
}

/** The call itself, by number of arguments. Arguments are evaluated from left to right. */
function applied(code: NativeCode, runs: readonly ((frame: Frame) => Cell | Callback)[]): Run {
  const apply = code as unknown as Applied;
  const [a, b, c, d] = runs;
  if (a === undefined) return () => apply();
  if (b === undefined) return (frame) => apply(a(frame));
  if (c === undefined) return (frame) => apply(a(frame), b(frame));
  if (d === undefined) return (frame) => apply(a(frame), b(frame), c(frame));
  return (frame) => apply(a(frame), b(frame), c(frame), d(frame));
}
