import type { CheckedProject, Local, TupleField, Type, TypedExpr, TypedPattern } from '../../language';

/** Numbers for locals that the planner makes; far above any of the checker's. */
export class FreshLocals {
  #next = 0x4000_0000;

  make(
    name: string,
    type: Type,
    from: Local | { readonly span: Local['span'] },
    kind: Local['kind'] = 'let',
  ): Local {
    return { id: this.#next++, name, kind, type, span: from.span };
  }
}

/** Concrete types for the type parameters of one definition. */
export interface TypeArguments {
  readonly owner: string;
  readonly names: readonly string[];
  readonly types: readonly Type[];
}

/**
 * Copies a typed tree with new locals, so that two copies can stand side by side in one program, and with type
 * parameters replaced by what they stand for (specification 3 D7).
 */
export class TypedCopy {
  readonly #project: CheckedProject;
  readonly #fresh: FreshLocals;
  readonly #args: TypeArguments | null;
  readonly #locals = new Map<Local, Local>();

  constructor(project: CheckedProject, fresh: FreshLocals, args: TypeArguments | null) {
    this.#project = project;
    this.#fresh = fresh;
    this.#args = args && args.names.length > 0 ? args : null;
  }

  bind(local: Local): Local {
    const copy = { ...local, ...this.#fresh.make(local.name, this.type(local.type), local, local.kind) };
    this.#locals.set(local, copy);
    return copy;
  }

  type(type: Type): Type {
    return this.#args ? substituteType(this.#project, type, this.#args) : type;
  }

  expr(e: TypedExpr): TypedExpr {
    const type = this.type(e.type);
    switch (e.kind) {
      case 'literal':
        return { ...e, type };
      case 'local':
        return { ...e, type, local: this.#locals.get(e.local) ?? e.local };
      case 'global':
        return { ...e, type, typeArgs: e.typeArgs.map((t) => this.type(t)) };
      case 'tuple':
        return { ...e, type, fields: e.fields.map((f) => ({ ...f, value: this.expr(f.value) })) };
      case 'array':
        return { ...e, type, items: e.items.map((i) => this.expr(i)) };
      case 'variant':
        return { ...e, type, ...(e.payload ? { payload: this.expr(e.payload) } : {}) };
      case 'lookup':
        return { ...e, type, base: this.expr(e.base) };
      case 'frame':
        return { ...e, type, value: this.expr(e.value) };
      case 'call':
        return {
          ...e,
          type,
          callee: this.expr(e.callee),
          args: e.args.map((a) => ({ ...a, value: this.expr(a.value) })),
        };
      case 'function': {
        const params = e.params.map((p) => this.bind(p));
        return { ...e, type, params, body: this.expr(e.body) };
      }
      case 'if':
        return {
          ...e,
          type,
          condition: this.expr(e.condition),
          consequent: this.expr(e.consequent),
          alternative: this.expr(e.alternative),
        };
      case 'match':
        return {
          ...e,
          type,
          subject: this.expr(e.subject),
          branches: e.branches.map((b) => {
            const pattern = this.pattern(b.pattern);
            return { ...b, pattern, value: this.expr(b.value) };
          }),
        };
      case 'let': {
        const value = this.expr(e.value);
        const local = this.bind(e.local);
        return { ...e, type, local, value, body: this.expr(e.body) };
      }
    }
  }

  pattern(p: TypedPattern): TypedPattern {
    const type = this.type(p.type);
    switch (p.kind) {
      case 'variant':
        return { ...p, type, ...(p.payload ? { payload: this.pattern(p.payload) } : {}) };
      case 'literal':
        return { ...p, type };
      case 'bind':
        return { ...p, type, local: this.#locals.get(p.local) ?? this.bind(p.local) };
      case 'or':
        return { ...p, type, alternatives: p.alternatives.map((a) => this.pattern(a)) };
    }
  }
}

/** `type` with the parameters of `args.owner` replaced, spreads and comprehensions of them expanded (specification 3 D8). */
export function substituteType(project: CheckedProject, type: Type, args: TypeArguments): Type {
  const go = (t: Type): Type => {
    switch (t.kind) {
      case 'primitive':
      case 'named':
      case 'variable':
        return t;
      case 'parameter': {
        if (t.owner !== args.owner) return t;
        return args.types[args.names.indexOf(t.name)] ?? t;
      }
      case 'array':
        return { ...t, item: go(t.item) };
      case 'tuple':
        return { ...t, fields: t.fields.flatMap((f) => spread(f, go(f.type))) };
      case 'enum':
        return { ...t, variants: t.variants.map((v) => ({ ...v, type: go(v.type) })) };
      case 'function':
        return { ...t, params: t.params.map((p) => ({ ...p, type: go(p.type) })), result: go(t.result) };
      case 'comprehension': {
        const source = materialTuple(project, go(t.source));
        if (!source || source.some((f) => f.unpack)) return { ...t, source: go(t.source), body: go(t.body) };
        return {
          kind: 'tuple',
          fields: source.map((field) => ({
            ...(t.named && field.name !== undefined ? { name: field.name } : {}),
            type: substituteType(project, go(t.body), {
              owner: t.loop,
              names: [t.variable],
              types: [field.type],
            }),
          })),
        };
      }
    }
  };
  const spread = (field: TupleField, inner: Type): readonly TupleField[] => {
    if (!field.unpack) return [{ ...field, type: inner }];
    return materialTuple(project, inner) ?? [{ ...field, type: inner }];
  };
  return go(type);
}

/** The fields of a tuple type, aliases and frames looked through; undefined for any other type. */
export function materialTuple(project: CheckedProject, type: Type): readonly TupleField[] | undefined {
  const material = materialType(project, type);
  return material.kind === 'tuple' ? material.fields : undefined;
}

/** What a named type stands for in the end, frames included. */
export function materialType(project: CheckedProject, type: Type): Type {
  let current = type;
  while (current.kind === 'named') {
    const definition = project.types.get(current.path);
    if (!definition) return current;
    current = definition.type;
  }
  return current;
}

/** The item type of an array, names looked through; undefined for all else. A text is no array of bytes here. */
export function itemType(project: CheckedProject, type: Type): Type | undefined {
  let current = type;
  while (current.kind === 'named' && current.path !== 'std::Text') {
    const definition = project.types.get(current.path);
    if (!definition) return undefined;
    current = definition.type;
  }
  return current.kind === 'array' ? current.item : undefined;
}
