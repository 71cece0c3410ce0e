import type { Span } from '../../base';
import { paddingOf, type Ty } from '../../value';
import type { Expr as IrExpr, Program as IrProgram, Literal } from '../ir';
import { fold, walk } from '../rewrite';
import {
  bindingSid,
  bytecodeChildren,
  type Expr,
  type ExternalSymbol,
  externalSid,
  MAX_FUNCTION_ID,
  type Program,
  parameterSid,
  type TupleField,
} from './bytecode';
import { specialise } from './external-symbol';
import { LaidOutProgram } from './laid-out-program';

export interface CompiledBytecode {
  readonly program: Program;
  /**
   * The source map (ours, not part of the program): where the bytecode expression at position `k` came from,
   * counted in preorder as `bytecodeChildren` orders them. Undefined where no text stands behind it.
   */
  readonly spans: readonly (Span | undefined)[];
  /** By the same positions, of calls that work item by item: the type of an item. */
  readonly itemTys: ReadonlyMap<number, Ty>;
}

/**
 * Bytecode of a program that is inlined and has its layouts (specification 3 G2 to G4). Fails only for programs
 * that no source gives: as an exception, since it is a bug of the compiler.
 */
export function toBytecode(program: IrProgram): CompiledBytecode {
  return new BytecodeWriter(program).write();
}

class BytecodeWriter {
  private readonly source: IrProgram;
  private readonly types: LaidOutProgram;
  private readonly externals: ExternalSymbol[] = [];
  private readonly externalIndex = new Map<string, number>();
  private readonly spans = new Map<Expr, Span>();
  private readonly itemTys = new Map<Expr, Ty>();
  private readonly pointers = new Map<Ty, Map<string, () => Expr>>();
  private nextFunction = 0;
  private nextBinding = 0;
  private needsDefs = false;

  constructor(source: IrProgram) {
    this.source = source;
    this.types = new LaidOutProgram(source.defs);
    // Ids that this stage invents lie above those in use.
    walk(source.main, (expr) => {
      if (expr.kind === 'function') this.nextFunction = Math.max(this.nextFunction, expr.id + 1);
      if (expr.kind === 'binding') this.nextBinding = Math.max(this.nextBinding, expr.id + 1);
    });
  }

  write(): CompiledBytecode {
    const main = fold<Expr>(this.source.main, {
      leave: (expr, kids) => this.placed(this.expression(expr, kids), expr.span),
    });
    if (this.nextFunction > MAX_FUNCTION_ID) throw new Error('too many functions for bytecode');
    const defs = this.needsDefs ? this.source.defs : [];
    return { program: { externals: this.externals, main, defs }, ...this.sourceMap(main) };
  }

  private placed(expr: Expr, span: Span | undefined): Expr {
    if (span && !this.spans.has(expr)) this.spans.set(expr, span);
    return expr;
  }

  private expression(expr: IrExpr, kids: readonly Expr[]): Expr {
    switch (expr.kind) {
      case 'external':
        return this.external(expr.id, expr.ty, expr.span);
      case 'binding_ref':
        return { kind: 'pointer', sid: bindingSid(expr.id) };
      case 'parameter':
        return { kind: 'pointer', sid: parameterSid(expr.functionId, expr.position) };
      case 'literal':
        return { kind: 'literal', bytes: literalBytes(expr.literal) };
      case 'call': {
        const call: Expr = { kind: 'call', function: kids[0]!, args: kids.slice(1) };
        if (expr.callee.kind === 'external') this.noteItems(call, expr.callee.ty);
        return call;
      }
      case 'function':
        return { kind: 'function', symbolNs: parameterSid(expr.id, 0), body: kids[0]! };
      case 'tuple':
        return this.tuple(expr, kids);
      case 'array':
        return { kind: 'array', itemLayout: this.types.layout(this.types.item(expr.ty)), items: kids };
      case 'enum_variant':
        return this.variant(expr.ty, expr.tag, kids[0]!);
      case 'enum_tag':
        // The tag starts the head of the enum; readers take as many bytes as they need.
        return kids[0]!;
      case 'enum_unwrap':
        return this.unwrap(expr.subject.ty, kids[0]!, expr.span);
      case 'tuple_lookup': {
        const offset = this.types.fieldOffsets(expr.base.ty)[expr.position];
        if (offset === undefined) throw new Error(`no field ${expr.position}`);
        return { kind: 'offset', base: kids[0]!, offset };
      }
      case 'binding':
        return { kind: 'binding', symbol: bindingSid(expr.id), expr: kids[0]!, main: kids[1]! };
      case 'switch': {
        const branches = expr.branches.map((_, i) => ({ condition: kids[2 * i]!, value: kids[2 * i + 1]! }));
        return { kind: 'switch', branches };
      }
    }
  }

  // Externals --------------------------------------------------------------------------------------

  /** A program points to the same few externals again and again; what a type makes of an id is worked out once. */
  private external(id: string, ty: Ty, span: Span | undefined): Expr {
    let known = this.pointers.get(ty);
    if (known === undefined) {
      known = new Map();
      this.pointers.set(ty, known);
    }
    let make = known.get(id);
    if (make === undefined) {
      make = this.symbolMaker(id, ty);
      known.set(id, make);
    }
    const expr = make();
    if (expr.kind === 'function') {
      this.placed(expr.body, span);
      this.noteItems(expr.body, ty);
    }
    return expr;
  }

  /** Functions that an external takes get an item last: `fold`'s comes after what was gathered. */
  private noteItems(call: Expr, externalTy: Ty): void {
    for (const param of this.types.signature(externalTy).params) {
      const item = this.types.signature(param).params.at(-1);
      if (item !== undefined && !this.itemTys.has(call)) this.itemTys.set(call, item);
    }
  }

  private symbolMaker(id: string, ty: Ty): () => Expr {
    if (id === 'std::fs::read_parquet' || id === 'std::fs::write_parquet') this.needsDefs = true;
    const { symbol, comparator } = specialise(this.types, id, ty);
    if (comparator === undefined) {
      const sid = externalSid(this.symbol(symbol));
      return () => ({ kind: 'pointer', sid });
    }
    const comparatorSid = externalSid(this.symbol(comparator));
    const sid = externalSid(this.symbol(symbol));
    const count = this.types.signature(ty).params.length;
    return () => {
      const wrapper = this.nextFunction++;
      const args: Expr[] = [];
      for (let i = 0; i < count; i++) args.push({ kind: 'pointer', sid: parameterSid(wrapper, i) });
      args.push({ kind: 'pointer', sid: comparatorSid });
      const body: Expr = { kind: 'call', function: { kind: 'pointer', sid }, args };
      return { kind: 'function', symbolNs: parameterSid(wrapper, 0), body };
    };
  }

  /** The position of a symbol in the table; equal ones are shared. */
  private symbol(symbol: ExternalSymbol): number {
    const key = `${symbol.id} ${symbol.layoutArgs.join()}`;
    let index = this.externalIndex.get(key);
    if (index === undefined) {
      index = this.externals.length;
      this.externals.push(symbol);
      this.externalIndex.set(key, index);
    }
    return index;
  }

  // Data -------------------------------------------------------------------------------------------

  private tuple(expr: Extract<IrExpr, { kind: 'tuple' }>, kids: readonly Expr[]): Expr {
    const fieldLayouts = this.types.fields(expr.ty).map((field) => this.types.layout(field.ty));
    const fields: TupleField[] = [];
    const bound: { symbol: number; expr: Expr }[] = [];
    expr.fields.forEach((field, i) => {
      const kid = kids[i]!;
      if (!field.unpack) {
        fields.push({ expr: kid, unpack: 0 });
        return;
      }
      const offsets = this.types.fieldOffsets(field.expr.ty);
      if (offsets.length === 0) return; // 0 would mean that the value itself is a field
      if (offsets.length <= 0xff) {
        fields.push({ expr: kid, unpack: offsets.length });
        return;
      }
      const symbol = bindingSid(this.nextBinding++);
      bound.push({ symbol, expr: kid });
      for (const offset of offsets) {
        fields.push({ expr: { kind: 'offset', base: { kind: 'pointer', sid: symbol }, offset }, unpack: 0 });
      }
    });
    const tuple: Expr = { kind: 'tuple', fields, fieldLayouts };
    return bound.reduceRight<Expr>(
      (main, { symbol, expr }) => ({ kind: 'binding', symbol, expr, main }),
      tuple,
    );
  }

  private variant(ty: Ty, tag: number, inner: Expr): Expr {
    const format = this.types.format(ty);
    if (format.kind !== 'enum') throw new Error('a variant of something that is not an enum');
    const { tagBytes, innerBytes, hasPointer } = format;
    const variant = format.variants[tag];
    if (variant === undefined) throw new Error(`no variant ${tag}`);
    const bytes = new Uint8Array(tagBytes);
    for (let i = 0, rest = tag; i < tagBytes; i++, rest >>>= 8) bytes[i] = rest & 0xff;
    const paddingBytes = paddingOf(hasPointer, innerBytes, variant);
    return { kind: 'enum_variant', tag: bytes, innerBytes, hasPtr: hasPointer, paddingBytes, inner };
  }

  private unwrap(ty: Ty, subject: Expr, span: Span | undefined): Expr {
    const format = this.types.format(ty);
    if (format.kind !== 'enum') throw new Error('unwrapping something that is not an enum');
    const payload: Expr = { kind: 'offset', base: subject, offset: format.tagBytes };
    if (!format.hasPointer) return payload;
    return { kind: 'deref', ptr: this.placed(payload, span) };
  }

  // Places -----------------------------------------------------------------------------------------

  private sourceMap(main: Expr): Omit<CompiledBytecode, 'program'> {
    const spans: (Span | undefined)[] = [];
    const itemTys = new Map<number, Ty>();
    const stack: Expr[] = [main];
    for (let expr = stack.pop(); expr; expr = stack.pop()) {
      const itemTy = this.itemTys.get(expr);
      if (itemTy !== undefined) itemTys.set(spans.length, itemTy);
      spans.push(this.spans.get(expr));
      const kids = bytecodeChildren(expr);
      for (let i = kids.length - 1; i >= 0; i--) stack.push(kids[i]!);
    }
    return { spans, itemTys };
  }
}

/** The canonical encoding of a literal. */
function literalBytes(literal: Literal): Uint8Array {
  switch (literal.kind) {
    case 'prim8':
      return Uint8Array.of(literal.bits);
    case 'prim16':
      return Uint8Array.of(literal.bits, literal.bits >>> 8);
    case 'prim32':
      return Uint8Array.of(literal.bits, literal.bits >>> 8, literal.bits >>> 16, literal.bits >>> 24);
    case 'prim64': {
      const bytes = new Uint8Array(8);
      new DataView(bytes.buffer).setBigUint64(0, literal.bits, true);
      return bytes;
    }
    case 'text': {
      const text = new TextEncoder().encode(literal.text);
      const bytes = new Uint8Array(8 + text.length);
      const view = new DataView(bytes.buffer);
      view.setUint32(0, 8, true);
      view.setUint32(4, text.length, true);
      bytes.set(text, 8);
      return bytes;
    }
  }
}
