import { type Ty, TypeTable } from '../value';
import type { Expr, Program } from './ir';
import { fold, walk } from './rewrite';
import { printTy } from './text/print-ty';

/**
 * What is wrong with a program, in words: the invariants of well-formed IR (specification 3 C3) and its typing
 * rules. Types are compared as they lie in memory: names of types and of fields make no difference, since frames
 * and ascriptions cost nothing. An empty list means well-formed.
 */
export function validate(program: Program): string[] {
  return new Validator(program).check();
}

class Validator {
  private readonly program: Program;
  private readonly types: TypeTable;
  private readonly problems: string[] = [];
  /** Those with a definition, and those whose absence has been reported. */
  private readonly names = new Set<string>();
  private readonly bindings = new Map<number, Ty[]>();
  private readonly functions = new Map<number, (readonly Ty[])[]>();
  private readonly wellFormed = new Set<Ty>();
  private readonly equal = new Set<string>();
  private readonly numbers = new Map<Ty, number>();

  constructor(program: Program) {
    this.program = program;
    this.types = new TypeTable(program.defs);
  }

  check(): string[] {
    for (const def of this.program.defs) this.names.add(def.name.join('::'));
    if (this.names.size < this.program.defs.length) this.problems.push('two definitions have the same name');
    for (const def of this.program.defs) this.type(def.ty);
    const { main } = this.program;
    walk(main, (expr) => this.type(expr.ty));
    // Types that cannot be followed to their end cannot be compared.
    if (this.problems.length > 0) return this.problems;
    const { kind } = this.types.materialise(main.ty);
    if (kind.kind !== 'function' || kind.params.length !== 1) {
      this.problems.push('main is not a function of one parameter');
    }
    fold<Expr>(main, {
      enter: (expr) => {
        this.open(expr);
        return expr;
      },
      childDone: (expr, index) => {
        if (expr.kind === 'binding' && index === 0) push(this.bindings, expr.id, expr.value.ty);
      },
      leave: (expr) => {
        this.close(expr);
        return expr;
      },
    });
    return this.problems;
  }

  private open(expr: Expr): void {
    if (expr.kind !== 'function') return;
    const { kind } = this.types.materialise(expr.ty);
    push(this.functions, expr.id, kind.kind === 'function' ? kind.params : []);
  }

  private close(expr: Expr): void {
    this.node(expr);
    if (expr.kind === 'function') this.functions.get(expr.id)!.pop();
    if (expr.kind === 'binding') this.bindings.get(expr.id)!.pop();
  }

  private node(expr: Expr): void {
    const { kind } = this.types.materialise(expr.ty);
    switch (expr.kind) {
      case 'external':
        return;
      case 'binding_ref': {
        const ty = last(this.bindings.get(expr.id));
        if (ty === undefined) this.problems.push(`var.${expr.id} is not in scope`);
        else this.same(`var.${expr.id}`, expr.ty, ty);
        return;
      }
      case 'parameter': {
        const params = last(this.functions.get(expr.functionId));
        const name = `fn.${expr.functionId}+${expr.position}`;
        const ty = params?.[expr.position];
        if (params === undefined) this.problems.push(`${name} is not in scope`);
        else if (ty === undefined || expr.position > 0xff) this.problems.push(`${name} does not exist`);
        else this.same(name, expr.ty, ty);
        return;
      }
      case 'literal': {
        const width =
          kind.kind === 'primitive' ? `prim${kind.width}` : isText(kind, this.types) ? 'text' : kind.kind;
        if (expr.literal.kind !== width)
          this.problems.push(`a ${expr.literal.kind} literal has a type of ${width}`);
        return;
      }
      case 'call': {
        const callee = this.types.materialise(expr.callee.ty).kind;
        if (callee.kind !== 'function') {
          this.problems.push('something that is not a function is called');
          return;
        }
        if (callee.params.length !== expr.args.length) {
          this.problems.push(
            `a function of ${callee.params.length} parameters is given ${expr.args.length} arguments`,
          );
        }
        expr.args.forEach((arg, i) => {
          if (callee.params[i]) this.same('an argument', arg.ty, callee.params[i]);
        });
        this.same('a call', expr.ty, callee.body);
        return;
      }
      case 'function':
        if (kind.kind !== 'function') this.problems.push('a function has another type');
        else this.same('the body of a function', expr.body.ty, kind.body);
        return;
      case 'tuple':
        this.tuple(expr);
        return;
      case 'array':
        if (kind.kind !== 'array') this.problems.push(`an array has type ${printTy(expr.ty)}`);
        else for (const item of expr.items) this.data('an item', item, kind.item);
        return;
      case 'enum_variant': {
        const variant = kind.kind === 'enum' ? kind.variants[expr.tag] : undefined;
        if (variant === undefined) this.problems.push(`no variant ${expr.tag} in ${printTy(expr.ty)}`);
        else this.data('a payload', expr.inner, variant.ty);
        return;
      }
      case 'enum_tag': {
        const subject = this.types.materialise(expr.subject.ty).kind;
        const count = subject.kind === 'enum' ? subject.variants.length : 0;
        if (count < 2) this.problems.push('the tag of something without one');
        const width = count <= 0x100 ? 8 : count <= 0x10000 ? 16 : 32;
        if (kind.kind !== 'primitive' || kind.width !== width) this.problems.push('a tag has a wrong width');
        return;
      }
      case 'enum_unwrap': {
        const subject = this.types.materialise(expr.subject.ty).kind;
        const variant = subject.kind === 'enum' ? subject.variants[expr.tag] : undefined;
        if (variant === undefined)
          this.problems.push(`no payload ${expr.tag} in ${printTy(expr.subject.ty)}`);
        else this.same('a payload', expr.ty, variant.ty);
        return;
      }
      case 'tuple_lookup': {
        const base = this.types.materialise(expr.base.ty).kind;
        const field = base.kind === 'tuple' ? base.fields[expr.position] : undefined;
        if (field === undefined) this.problems.push(`no field ${expr.position} in ${printTy(expr.base.ty)}`);
        else this.same('a field', expr.ty, field.ty);
        return;
      }
      case 'binding':
        this.same('a binding', expr.ty, expr.main.ty);
        return;
      case 'switch':
        if (expr.branches.length === 0) this.problems.push('a switch has no branch');
        for (const branch of expr.branches) {
          if (printTy(branch.condition.ty) !== 'Bool') this.problems.push('a condition is not a Bool');
          this.same('a branch', branch.value.ty, expr.ty);
        }
    }
  }

  private tuple(expr: Extract<Expr, { kind: 'tuple' }>): void {
    const { kind } = this.types.materialise(expr.ty);
    if (kind.kind !== 'tuple') {
      this.problems.push(`a tuple has type ${printTy(expr.ty)}`);
      return;
    }
    const tys: Ty[] = [];
    for (const field of expr.fields) {
      const inner = this.types.materialise(field.expr.ty).kind;
      if (this.isFunction(field.expr.ty)) this.problems.push('a function stands in data');
      if (!field.unpack) tys.push(field.expr.ty);
      else if (inner.kind === 'tuple') tys.push(...inner.fields.map((f) => f.ty));
      else this.problems.push('something that is not a tuple is unpacked');
    }
    if (tys.length !== kind.fields.length) {
      this.problems.push(`a tuple of ${tys.length} fields has type ${printTy(expr.ty)}`);
      return;
    }
    tys.forEach((ty, i) => {
      this.same('a field', ty, kind.fields[i]!.ty);
    });
  }

  private data(what: string, expr: Expr, ty: Ty): void {
    if (this.isFunction(expr.ty)) this.problems.push('a function stands in data');
    this.same(what, expr.ty, ty);
  }

  private isFunction(ty: Ty): boolean {
    return this.types.materialise(ty).kind.kind === 'function';
  }

  /** Reports names without definition, once a type. */
  private type(ty: Ty): void {
    if (this.wellFormed.has(ty)) return;
    this.wellFormed.add(ty);
    const { kind } = ty;
    switch (kind.kind) {
      case 'ident':
        this.definition(kind.path.join('::'));
        return;
      case 'tuple':
        for (const field of kind.fields) this.type(field.ty);
        return;
      case 'array':
        this.type(kind.item);
        return;
      case 'enum':
        for (const variant of kind.variants) this.type(variant.ty);
        return;
      case 'function':
        for (const param of kind.params) this.type(param);
        this.type(kind.body);
    }
  }

  private definition(name: string): void {
    if (this.names.has(name)) return;
    this.names.add(name);
    this.problems.push(`no definition of ${name}`);
  }

  private same(what: string, found: Ty, expected: Ty): void {
    if (this.isSame(found, expected)) return;
    this.problems.push(`${what} has type ${printTy(found)} where ${printTy(expected)} is needed`);
  }

  /** Equal in memory; a pair under comparison counts as equal, which settles recursive types. */
  private isSame(a: Ty, b: Ty): boolean {
    if (a === b) return true;
    const pair = `${this.number(a)} ${this.number(b)}`;
    if (this.equal.has(pair)) return true;
    this.equal.add(pair);
    const same = this.isSameStructure(this.types.materialise(a), this.types.materialise(b));
    if (!same) this.equal.delete(pair);
    return same;
  }

  private isSameStructure({ kind: a }: Ty, { kind: b }: Ty): boolean {
    if (a.kind === 'primitive') return b.kind === 'primitive' && a.width === b.width;
    if (a.kind === 'array') return b.kind === 'array' && this.isSame(a.item, b.item);
    if (a.kind === 'tuple') return b.kind === 'tuple' && this.areSame(a.fields, b.fields);
    if (a.kind === 'enum') return b.kind === 'enum' && this.areSame(a.variants, b.variants);
    if (a.kind !== 'function' || b.kind !== 'function' || a.params.length !== b.params.length) return false;
    return a.params.every((param, i) => this.isSame(param, b.params[i]!)) && this.isSame(a.body, b.body);
  }

  private areSame(a: readonly { readonly ty: Ty }[], b: readonly { readonly ty: Ty }[]): boolean {
    return a.length === b.length && a.every((member, i) => this.isSame(member.ty, b[i]!.ty));
  }

  private number(ty: Ty): number {
    let number = this.numbers.get(ty);
    if (number === undefined) {
      number = this.numbers.size;
      this.numbers.set(ty, number);
    }
    return number;
  }
}

function isText(kind: Ty['kind'], types: TypeTable): boolean {
  if (kind.kind !== 'array') return false;
  const item = types.materialise(kind.item).kind;
  return item.kind === 'primitive' && item.width === 8;
}

function push<T>(stacks: Map<number, T[]>, id: number, item: T): void {
  const stack = stacks.get(id);
  if (stack) stack.push(item);
  else stacks.set(id, [item]);
}

function last<T>(items: readonly T[] | undefined): T | undefined {
  return items?.[items.length - 1];
}
