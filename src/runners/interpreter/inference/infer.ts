import { fail, ok, type Result } from '../../../base';
import { bytecode } from '../../../program';
import type { ProgramType } from '../../../value';
import { enumRegion, headRegion, Region, scalarRegion, tupleRegion, Undetermined } from './region';
import { type CallbackSignature, type Signature, signatureOf } from './signature';
import { TypeWriter } from './type-writer';

type Expr = bytecode.Expr;
type ExprOf<K extends Expr['kind']> = Extract<Expr, { kind: K }>;

/** A function: of the program, compiled where it is applied first, or of the runner. */
type Fn =
  | { readonly is: 'closure'; readonly expr: ExprOf<'function'>; applied?: CallbackSignature }
  | { readonly is: 'external'; readonly signature: Signature };

type Value = Region | Fn;

/** A field or a payload that is read at an offset, or behind a pointer there. */
interface Lookup {
  readonly base: Region;
  readonly offset: number;
  readonly behindPointer: boolean;
  readonly result: Region;
}

/**
 * The types of a program that came without them: bytecode from elsewhere (specification 3 G, H). They follow from
 * the names of specialised externals, layout arguments, the layouts of tuples and arrays, the forms of enums, and
 * from what is looked up where.
 *
 * The output type is exact in its bytes: heads, pointers and what they lead to. It has no names, fields of inner
 * tuples stand side by side, and bytes that nothing is known of but that they are no pointers are `PrimN`. The
 * input type covers what the program reads; all else is bytes, or is left out at the end, where decoding does not
 * look. What bytecode does not tell is not guessed but refused, with the reason as the error: an output that holds
 * a part of the input which the program never looks into, such as texts that it only passes on.
 */
export function inferProgramType(program: bytecode.Program): Result<ProgramType, string> {
  try {
    return ok(new Inference(program).run());
  } catch (thrown) {
    if (thrown instanceof Undetermined) return fail(thrown.message);
    if (thrown instanceof RangeError) return fail('the program is nested too deep');
    throw thrown;
  }
}

class Inference {
  private readonly symbols = new Map<number, Value>();
  private lookups: Lookup[] = [];

  constructor(private readonly program: bytecode.Program) {}

  run(): ProgramType {
    const main = this.infer(this.program.main);
    if (main instanceof Region) throw new Undetermined('main is not a function');
    const input = new Region();
    const output = this.data(this.apply(main, inputsOf(main, input)));
    this.settleLookups();
    const writer = new TypeWriter(this.reachable(input));
    const type = { output: writer.exact(output), input: writer.prefix(input) };
    return { ...type, defs: writer.defs };
  }

  private data(value: Value): Region {
    if (value instanceof Region) return value;
    throw new Undetermined('a function where data is expected');
  }

  private infer(expr: Expr): Value {
    switch (expr.kind) {
      case 'pointer':
        return this.pointer(expr.sid);
      case 'literal':
        return literalRegion(expr.bytes);
      case 'function':
        return { is: 'closure', expr };
      case 'call': {
        const callee = this.infer(expr.function);
        if (callee instanceof Region) throw new Undetermined('data where a function is expected');
        return this.apply(
          callee,
          expr.args.map((arg) => this.infer(arg)),
        );
      }
      case 'tuple':
        return this.tuple(expr);
      case 'array': {
        const { headSize, bodyPtrs } = expr.itemLayout;
        const item = headRegion(headSize / 8, bodyPtrs);
        for (const one of expr.items) item.join(this.data(this.infer(one)));
        const region = headRegion(8, [0]);
        region.item = item;
        return region;
      }
      case 'enum_variant':
        return this.variant(expr);
      case 'offset': {
        const base = this.data(this.infer(expr.base));
        return this.lookup({ base, offset: expr.offset, behindPointer: false });
      }
      case 'deref': {
        const { ptr } = expr;
        const [base, offset] = ptr.kind === 'offset' ? [ptr.base, ptr.offset] : [ptr, 0];
        return this.lookup({ base: this.data(this.infer(base)), offset, behindPointer: true });
      }
      case 'binding': {
        this.symbols.set(expr.symbol, this.infer(expr.expr));
        return this.infer(expr.main);
      }
      case 'switch': {
        const result = new Region();
        for (const { condition, value } of expr.branches) {
          this.data(this.infer(condition)).join(scalarRegion('Bool'));
          result.join(this.data(this.infer(value)));
        }
        return result;
      }
    }
  }

  private pointer(sid: number): Value {
    const symbol = bytecode.symbolOf(sid);
    if (symbol?.kind === 'external') {
      const external = this.program.externals[symbol.index];
      const signature = external && signatureOf(external, this.program.defs);
      if (signature === undefined)
        throw new Undetermined(`nothing is known of ${external?.id ?? 'an external'}`);
      return { is: 'external', signature };
    }
    const known = this.symbols.get(sid);
    if (known === undefined) throw new Undetermined('a symbol that is not in scope');
    return known;
  }

  private apply(fn: Fn, args: readonly Value[]): Value {
    if (fn.is === 'external') {
      for (const [i, param] of fn.signature.params.entries()) {
        const arg = args[i];
        if (arg !== undefined) this.pass(arg, param);
      }
      return fn.signature.result;
    }
    const { applied, expr } = fn;
    if (applied !== undefined) {
      for (const [i, param] of applied.params.entries()) if (args[i] instanceof Region) param.join(args[i]);
      return applied.result;
    }
    for (const [i, arg] of args.entries()) this.symbols.set(expr.symbolNs + i, arg);
    const result = this.infer(expr.body);
    const params = args.map((arg) => (arg instanceof Region ? arg : new Region()));
    if (result instanceof Region) fn.applied = { params, result };
    return result;
  }

  private pass(arg: Value, param: Region | CallbackSignature): void {
    if (param instanceof Region) {
      param.join(this.data(arg));
    } else {
      if (arg instanceof Region) throw new Undetermined('data where a function is expected');
      param.result.join(this.data(this.apply(arg, param.params)));
    }
  }

  private tuple(expr: ExprOf<'tuple'>): Region {
    const parts: Region[] = [];
    let next = 0;
    for (const { expr: field, unpack } of expr.fields) {
      const brought = Array.from({ length: Math.max(1, unpack) }, () => {
        const { headSize, bodyPtrs } = expr.fieldLayouts[next++] ?? { headSize: 0, bodyPtrs: [] };
        return headRegion(headSize / 8, bodyPtrs);
      });
      const value = this.data(this.infer(field));
      value.join(unpack === 0 ? brought[0]! : tupleRegion(brought));
      parts.push(...brought);
    }
    return tupleRegion(parts);
  }

  private variant(expr: ExprOf<'enum_variant'>): Region {
    const { tag, innerBytes, hasPtr, paddingBytes } = expr;
    const inner = this.data(this.infer(expr.inner));
    const payloads = new Map<number, Region>();
    const size = innerBytes - paddingBytes;
    if (size > 0) {
      if (!hasPtr) inner.join(headRegion(size));
      payloads.set(
        tag.reduceRight((number, byte) => number * 256 + byte, 0),
        inner,
      );
    }
    return enumRegion({ tagBytes: tag.length, innerBytes, hasPointer: hasPtr, payloads, complete: false });
  }

  private lookup(lookup: Omit<Lookup, 'result'>): Region {
    const result = new Region();
    this.lookups.push({ ...lookup, result });
    return result;
  }

  /**
   * Says what was looked up, once it is known in what: in an enum, a payload; in a tuple, a field. Enums whose
   * variants are all known go first, and those that may yet get more variants last.
   */
  private settleLookups(): void {
    while (this.lookups.length > 0) {
      const settled =
        this.settle((lookup) => isPayload(lookup, true)) ||
        this.settle(({ base, behindPointer }) => !behindPointer && isTuple(base), 1) ||
        this.settle((lookup) => isPayload(lookup, false));
      if (!settled) return;
    }
  }

  /** Settles up to `most` lookups of a kind; tells whether there were any. */
  private settle(isKind: (lookup: Lookup) => boolean, most = Number.POSITIVE_INFINITY): boolean {
    const found = this.lookups.filter(isKind).slice(0, most);
    for (const { base, offset, result } of found) {
      const payload: Region | undefined = base.root.variants?.payloads.values().next().value;
      (payload ?? base.part(offset)).join(result);
    }
    this.lookups = this.lookups.filter((lookup) => !found.includes(lookup));
    return found.length > 0;
  }

  /** The regions of values that come from the input. */
  private reachable(input: Region): ReadonlySet<Region> {
    const found = new Set<Region>();
    const pending = [input];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const region = next.root;
      if (found.has(region)) continue;
      found.add(region);
      pending.push(...region.parts.values(), ...(region.variants?.payloads.values() ?? []));
      if (region.item !== undefined) pending.push(region.item);
      for (const { base, result } of this.lookups) if (base.root === region) pending.push(result);
    }
    return found;
  }
}

/** Whether a lookup gives the payload of an enum with a single one. Which of several it is, cannot be told. */
function isPayload({ base, offset, behindPointer }: Lookup, complete: boolean): boolean {
  const { variants } = base.root;
  return (
    variants !== undefined &&
    variants.complete === complete &&
    variants.payloads.size === 1 &&
    offset === variants.tagBytes &&
    behindPointer === variants.hasPointer
  );
}

/** No enum, as far as is known: one of the input's is read by its tag without being a number. */
function isTuple(region: Region): boolean {
  const { variants, tag, scalar, size } = region.root;
  return variants === undefined && (tag === undefined || scalar !== undefined || size === tag);
}

/** What main is applied to: the input, and nothing for an external that takes nothing. */
function inputsOf(main: Fn, input: Region): Value[] {
  return main.is === 'external' && main.signature.params.length === 0 ? [] : [input];
}

function literalRegion(bytes: Uint8Array): Region {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isText =
    bytes.length >= 8 && view.getUint32(0, true) === 8 && view.getUint32(4, true) === bytes.length - 8;
  if (isText && bytes.length > 8) return scalarRegion('Text');
  if (bytes.length > 8) throw new Undetermined('a literal that is neither a number nor a text');
  const region = headRegion(bytes.length, isText ? undefined : []);
  region.blank = isText;
  return region;
}
