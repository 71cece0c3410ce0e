import type { Ty } from '../../value';
import type { Expr } from '../ir';
import type { TypeInterner } from './type-interner';

/** Builds the pieces of IR that lowering invents: operators of `std::ops`, tags, truth values, fresh ids. */
export class Make {
  readonly types: TypeInterner;
  private readonly tagTy: Ty;
  private bindings = 0;
  private functions = 0;

  constructor(types: TypeInterner) {
    this.types = types;
    this.tagTy = types.primitive(8);
  }

  bindingId(): number {
    return this.bindings++;
  }

  functionId(): number {
    return this.functions++;
  }

  // Asked for only when they are needed: a program lists the definitions that it mentions.
  get bool(): Ty {
    return this.types.ident('std::Bool');
  }

  get int64(): Ty {
    return this.types.ident('std::Int64');
  }

  get ordering(): Ty {
    return this.types.ident('std::ops::Ordering');
  }

  truth(value: boolean): Expr {
    return { kind: 'literal', literal: { kind: 'prim8', bits: value ? 1 : 0 }, ty: this.bool };
  }

  unit(): Expr {
    return { kind: 'tuple', fields: [], ty: this.types.unit };
  }

  /** A call of an external with the types of its arguments. */
  external(id: string, args: readonly Expr[], ty: Ty): Expr {
    const params = args.map((arg) => arg.ty);
    return { kind: 'call', callee: { kind: 'external', id, ty: this.types.function(params, ty) }, args, ty };
  }

  equal(left: Expr, right: Expr): Expr {
    return this.external('std::ops::eq', [left, right], this.bool);
  }

  and(left: Expr, right: Expr): Expr {
    return this.external('std::ops::and', [left, right], this.bool);
  }

  or(left: Expr, right: Expr): Expr {
    return this.external('std::ops::or', [left, right], this.bool);
  }

  not(value: Expr): Expr {
    return this.external('std::ops::not', [value], this.bool);
  }

  binding(id: number, value: Expr, main: Expr): Expr {
    return { kind: 'binding', id, value, main, ty: main.ty };
  }

  bindingRef(id: number, ty: Ty): Expr {
    return { kind: 'binding_ref', id, ty };
  }

  parameter(functionId: number, position: number, ty: Ty): Expr {
    return { kind: 'parameter', functionId, position, ty };
  }

  /** `if condition then consequent else alternative` */
  choose(condition: Expr, consequent: Expr, alternative: Expr): Expr {
    const branches = [
      { condition, value: consequent },
      { condition: this.truth(true), value: alternative },
    ];
    return { kind: 'switch', branches, ty: consequent.ty };
  }

  field(base: Expr, position: number, ty: Ty): Expr {
    return { kind: 'tuple_lookup', base, position, ty };
  }

  unwrap(subject: Expr, tag: number, ty: Ty): Expr {
    return { kind: 'enum_unwrap', subject, tag, ty };
  }

  variant(tag: number, inner: Expr, ty: Ty): Expr {
    return { kind: 'enum_variant', tag, inner, ty };
  }

  /** The tag of an enum of two or more variants (specification 3 C3). */
  tag(subject: Expr, variantCount: number): Expr {
    return { kind: 'enum_tag', subject, ty: this.tagType(variantCount) };
  }

  /** Whether `subject` has this tag; undefined when its type has no tag, since then it always has. */
  hasTag(subject: Expr, tag: number, variantCount: number): Expr | undefined {
    if (variantCount < 2) return undefined;
    const ty = this.tagType(variantCount);
    const literal: Expr =
      variantCount <= 0x100
        ? { kind: 'literal', literal: { kind: 'prim8', bits: tag }, ty }
        : variantCount <= 0x10000
          ? { kind: 'literal', literal: { kind: 'prim16', bits: tag }, ty }
          : { kind: 'literal', literal: { kind: 'prim32', bits: tag }, ty };
    return this.equal(this.tag(subject, variantCount), literal);
  }

  private tagType(variantCount: number): Ty {
    if (variantCount <= 0x100) return this.tagTy;
    return this.types.primitive(variantCount <= 0x10000 ? 16 : 32);
  }
}
