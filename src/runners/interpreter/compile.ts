import {
  bytecode,
  type Cell,
  type CellKind,
  type HeadLayout,
  type Memory,
  type Native,
  type NativeHost,
  type Natives,
} from '../../program';
import { CallCompiler } from './call';
import { withCells } from './cells';
import { constructArray, constructTuple, constructVariant } from './construction';
import { as } from './conversion';
import { BadProgram, type DataNode, type Frame, type Node, outward, PARENT, type Run } from './node';
import { functionScope, newCell, newFrame, type Scope } from './scope';

type Expr = bytecode.Expr;

/** What a symbol stands for while its scope is compiled: a cell of a frame, or something known now. */
export type Variable =
  | { readonly level: number; readonly slot: number; readonly kind: CellKind; readonly head?: HeadLayout }
  | { readonly known: Node };

export interface Surroundings {
  readonly memory: Memory;
  readonly host: NativeHost;
  readonly natives: Natives;
  readonly exactPointers: boolean;
  /** By position of the expression. */
  readonly counters: ReadonlyMap<number, RowCount>;
}

/** Items that an expression gave, and how often it was evaluated (specification 5, NODE-13). */
export interface RowCount {
  evaluations: number;
  items: number;
}

/**
 * Compiles bytecode into closures, once, when a program is prepared (specification 3 G5). Symbols become cells of
 * frames, functions are resolved, kinds of cells are settled, constants are evaluated into memory. A broken program
 * throws {@link BadProgram}. Chains of bindings, of `else` branches and of first arguments are followed without
 * using the stack.
 */
export class Compiler {
  readonly memory: Memory;
  private readonly calls: CallCompiler;
  private readonly variables = new Map<number, Variable>();
  private readonly positions = new Map<Expr, number>();

  constructor(
    readonly program: bytecode.Program,
    readonly surroundings: Surroundings,
  ) {
    this.memory = surroundings.memory;
    this.calls = new CallCompiler(this);
    let position = 0;
    const stack: Expr[] = [program.main];
    for (let expr = stack.pop(); expr !== undefined; expr = stack.pop()) {
      this.positions.set(expr, position++);
      const children = bytecode.bytecodeChildren(expr);
      for (let i = children.length - 1; i >= 0; i--) stack.push(children[i]!);
    }
  }

  /** `main` as a function of the address of its input, giving the address of its output. */
  main(): (input: number) => number {
    const scope = functionScope(undefined);
    const slot = newCell(scope);
    const input: DataNode = {
      is: 'data',
      kind: 'view',
      run: (frame) => frame[slot] as Cell,
      place: { hops: 0, slot, offset: 0 },
    };
    const callee = this.compile(this.program.main, scope);
    if (callee.is === 'data') throw new BadProgram('main is not a function');
    const body = this.calls.apply(callee, [input], scope, this.program.main);
    const run = as(this.memory, body, 'view');
    return (address) => {
      const frame = newFrame(scope);
      frame[slot] = address;
      return run(frame) as number;
    };
  }

  /** The position of an expression in preorder, callees before arguments. */
  positionOf(expr: Expr): number {
    return this.positions.get(expr)!;
  }

  /** An expression that must give data. */
  data(expr: Expr, scope: Scope): DataNode {
    const node = this.compile(expr, scope);
    if (node.is !== 'data') throw new BadProgram('a function where data is expected');
    return node;
  }

  compile(expr: Expr, scope: Scope): Node {
    switch (expr.kind) {
      case 'pointer':
        return this.pointer(expr.sid, scope);
      case 'literal':
        return literalNode(this.memory, expr.bytes);
      case 'function':
        return { is: 'function', expr };
      case 'call':
      case 'offset':
      case 'deref':
        return this.calls.chain(expr, scope);
      case 'tuple':
        return constructTuple(
          this.memory,
          expr,
          expr.fields.map((field) => this.data(field.expr, scope)),
        );
      case 'array':
        return constructArray(
          this.memory,
          expr,
          expr.items.map((item) => this.data(item, scope)),
        );
      case 'enum_variant':
        return constructVariant(this.memory, expr, this.data(expr.inner, scope));
      case 'binding':
        return this.bindings(expr, scope);
      case 'switch':
        return this.choice(expr, scope);
    }
  }

  private pointer(sid: number, scope: Scope): Node {
    const symbol = bytecode.symbolOf(sid);
    if (symbol?.kind === 'external') return this.external(symbol.index);
    const variable = this.variable(sid);
    if (variable === undefined) throw new BadProgram('a symbol that is not in scope');
    if ('known' in variable) return variable.known;
    return cellNode(variable, scope.level - variable.level);
  }

  private external(index: number): Node {
    const symbol = this.program.externals[index];
    if (symbol === undefined) throw new BadProgram('an external that is not listed');
    const native = this.surroundings.natives.get(symbol.id) as Native;
    return { is: 'external', id: symbol.id, layout: symbol.layoutArgs, native };
  }

  variable(sid: number): Variable | undefined {
    return this.variables.get(sid);
  }

  /** Makes a symbol known while `work` compiles what it is in scope of. */
  bind(sid: number, variable: Variable): void {
    this.variables.set(sid, variable);
  }

  /** A new cell in the frame of a scope for the value of a node, or the node itself where no cell is needed. */
  cellFor(node: Node, scope: Scope): { readonly variable: Variable; readonly slot?: number } {
    if (node.is !== 'data' || node.fixed) return { variable: { known: node } };
    const slot = newCell(scope);
    return { variable: { level: scope.level, slot, kind: node.kind, head: node.head }, slot };
  }

  private bindings(expr: Extract<Expr, { kind: 'binding' }>, scope: Scope): Node {
    const slots: number[] = [];
    const runs: Run[] = [];
    let main: Expr = expr;
    while (main.kind === 'binding') {
      const node = this.compile(main.expr, scope);
      const { variable, slot } = this.cellFor(node, scope);
      this.bind(main.symbol, variable);
      if (slot !== undefined) {
        slots.push(slot);
        runs.push((node as DataNode).run);
      }
      main = main.main;
    }
    return withCells(slots, runs, this.compile(main, scope));
  }

  private choice(expr: Extract<Expr, { kind: 'switch' }>, scope: Scope): Node {
    const conditions: Run[] = [];
    const values: DataNode[] = [];
    let { branches } = expr;
    for (;;) {
      const last = branches.at(-1);
      if (last === undefined) throw new BadProgram('a switch without branches');
      for (const branch of branches.slice(0, -1)) {
        conditions.push(as(this.memory, this.data(branch.condition, scope), 'bool'));
        values.push(this.data(branch.value, scope));
      }
      if (last.value.kind !== 'switch') {
        values.push(this.data(last.value, scope));
        return switchNode(this.memory, conditions, values);
      }
      branches = last.value.branches;
    }
  }
}

/** A literal: what kind it is read as is up to whoever uses it. */
function literalNode(memory: Memory, bytes: Uint8Array): DataNode {
  const at = memory.alloc(bytes.length);
  memory.bytes.set(bytes, at);
  return { is: 'data', kind: 'view', run: () => at, fixed: true, literal: { at, size: bytes.length } };
}

function cellNode(variable: Extract<Variable, { slot: number }>, hops: number): DataNode {
  const { slot, kind, head } = variable;
  const run: Run =
    hops === 0
      ? (frame) => frame[slot] as Cell
      : hops === 1
        ? (frame) => (frame[PARENT] as Frame)[slot] as Cell
        : (frame) => outward(frame, hops)[slot] as Cell;
  return { is: 'data', kind, run, head, place: kind === 'view' ? { hops, slot, offset: 0 } : undefined };
}

function switchNode(memory: Memory, conditions: readonly Run[], values: readonly DataNode[]): DataNode {
  const kind = commonKind(values);
  const runs = values.map((value) => as(memory, value, kind));
  const head = kind === 'view' ? values.find((value) => value.head !== undefined)?.head : undefined;
  const last = runs[runs.length - 1]!;
  if (runs.length === 1) return { is: 'data', kind, run: last, head };
  if (runs.length === 2) {
    const [condition, first] = [conditions[0]!, runs[0]!];
    return { is: 'data', kind, head, run: (frame) => (condition(frame) ? first(frame) : last(frame)) };
  }
  return {
    is: 'data',
    kind,
    head,
    run: (frame) => {
      for (let i = 0; i < conditions.length; i++) if (conditions[i]!(frame)) return runs[i]!(frame);
      return last(frame);
    },
  };
}

/** The kind that all branches can give: that of the ones that are not literals, if they agree. */
function commonKind(values: readonly DataNode[]): CellKind {
  let kind: CellKind | undefined;
  for (const value of values) {
    if (value.literal !== undefined) continue;
    if (kind !== undefined && kind !== value.kind) return 'view';
    kind = value.kind;
  }
  return kind ?? 'view';
}
