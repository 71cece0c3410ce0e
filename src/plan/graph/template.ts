import type { Local, TypedExpr } from '../../language';
import type { Derivation, Place } from './derivation';
import type { Draft, DraftEdge, Scope } from './draft';
import { isLazyArgument } from './operation';
import { localExpr } from './typed-make';

/** What the code of one node turns out to need while it is being made. */
export class TemplateUse {
  readonly place: Place;
  readonly needs: Draft[];
  readonly edges: DraftEdge[] = [];
  /** Code inside this node that it may or may not evaluate, to be drawn as nodes of its own (STG-11). */
  readonly conditional: {
    readonly value: TypedExpr;
    readonly scope: Scope;
    readonly name: string | null;
    readonly port: string;
  }[] = [];
  /** Expressions to be replaced by a node's value: hoisted relations of a lookup. */
  readonly hoisted = new Map<TypedExpr, Draft>();
  /** Ports of captured names that have another one than their name. */
  readonly ports = new Map<Local, string>();
  readonly #port: string;
  readonly #quiet: boolean;

  constructor(place: Place, port: string, needs: Draft[] = [], quiet = false) {
    this.place = place;
    this.#port = port;
    this.needs = needs;
    this.#quiet = quiet;
  }

  /** The same needs, but nothing is drawn: for code whose nodes are drawn by other means. */
  quiet(): TemplateUse {
    return new TemplateUse(this.place, this.#port, this.needs, true);
  }

  /** Stands for the value of `from` in the code. */
  hole(from: Draft, port: string, at: TypedExpr): TypedExpr {
    if (!this.needs.includes(from)) this.needs.push(from);
    if (!this.#quiet) this.edges.push({ from, port, displayOnly: false });
    return { ...localExpr(from.local, at), type: at.type };
  }

  /** As {@link hole}, for an operand in the midst of an expression. */
  operand(from: Draft, at: TypedExpr): TypedExpr {
    return this.hole(from, this.#port, at);
  }

  captured(from: Draft, local: Local, at: TypedExpr): TypedExpr {
    return this.hole(from, this.ports.get(local) ?? local.name, at);
  }

  mayNeed(value: TypedExpr, scope: Scope, name: string | null, port: string): void {
    if (!this.#quiet) this.conditional.push({ value, scope, name, port });
  }
}

/**
 * The code of `e` as part of a node: names of the spine replaced by the values of nodes or by what they stand for.
 * `strict` says that `e` is evaluated whenever the node is; then steps inside it become nodes themselves.
 */
export function templateOf(walk: Derivation, e: TypedExpr, use: TemplateUse, strict: boolean): TypedExpr {
  const hoisted = use.hoisted.get(e);
  if (hoisted) return use.hole(hoisted, 'build', e);
  if (strict && walk.isStep(e)) {
    return use.operand(walk.value(e, { ...use.place, name: null }), e);
  }
  return rebuild(walk, e, use, strict);
}

/** As {@link templateOf}, but `e` itself does not become a node. */
export function rebuild(walk: Derivation, e: TypedExpr, use: TemplateUse, strict: boolean): TypedExpr {
  const inner = (child: TypedExpr, isStrict = strict) => templateOf(walk, child, use, isStrict);
  switch (e.kind) {
    case 'literal':
      return e;
    case 'local':
      return localTemplate(walk, e, use, strict);
    case 'global': {
      const node = walk.constantNode(e, use.place);
      return node ? use.hole(node, node.name ?? 'in', e) : e;
    }
    case 'tuple':
      return { ...e, fields: e.fields.map((f) => ({ ...f, value: inner(f.value) })) };
    case 'array':
      return { ...e, items: e.items.map((item) => inner(item)) };
    case 'variant':
      return e.payload ? { ...e, payload: inner(e.payload) } : e;
    case 'lookup':
      return { ...e, base: inner(e.base) };
    case 'frame':
      return { ...e, value: inner(e.value) };
    case 'function':
      return { ...e, body: inner(e.body, false) };
    case 'if':
      return {
        ...e,
        condition: inner(e.condition),
        consequent: inner(e.consequent, false),
        alternative: inner(e.alternative, false),
      };
    case 'match':
      return {
        ...e,
        subject: inner(e.subject),
        branches: e.branches.map((b) => ({ ...b, value: inner(b.value, false) })),
      };
    case 'let':
      // What only an unused name mentions has no node, so that name must not stay either.
      if (!strict && walk.isUnused(e)) return inner(e.body);
      if (!strict) return { ...e, value: inner(e.value), body: inner(e.body) };
      walk.bind(e.local, e.value, use.place, e.local.name);
      return inner(e.body);
    case 'call':
      return callTemplate(walk, e, use, strict);
  }
}

function callTemplate(
  walk: Derivation,
  e: Extract<TypedExpr, { kind: 'call' }>,
  use: TemplateUse,
  strict: boolean,
): TypedExpr {
  const path = e.callee.kind === 'global' ? e.callee.path : null;
  const isStd = path?.startsWith('std::') ?? false;
  const args = e.args.map((arg, position) => {
    const lazy = path !== null && isLazyArgument(path, position);
    if (strict && lazy && walk.isRelational(arg.value)) {
      use.mayNeed(arg.value, use.place.scope, null, String(position));
      return { ...arg, value: templateOf(walk, arg.value, use.quiet(), false) };
    }
    return { ...arg, value: templateOf(walk, arg.value, use, strict && isStd && !lazy) };
  });
  return { ...e, callee: templateOf(walk, e.callee, use, false), args };
}

function localTemplate(
  walk: Derivation,
  e: Extract<TypedExpr, { kind: 'local' }>,
  use: TemplateUse,
  strict: boolean,
): TypedExpr {
  const binding = walk.binding(e.local);
  if (!binding) return e;
  switch (binding.kind) {
    case 'node':
      return strict ? use.operand(binding.draft, e) : use.captured(binding.draft, e.local, e);
    case 'plain':
      return binding.value;
    case 'function':
      return templateOf(walk, walk.freshFunction(binding.value), use, false);
    case 'once': {
      const { value, scope, name } = binding;
      if (walk.isRelational(value)) {
        if (strict) return use.operand(walk.value(value, { ...use.place, scope, name }), e);
        use.mayNeed(value, scope, name, use.ports.get(e.local) ?? e.local.name);
        return templateOf(walk, value, use.quiet(), false);
      }
      return templateOf(walk, value, use, strict);
    }
  }
}
