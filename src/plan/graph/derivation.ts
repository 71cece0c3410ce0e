import type { CheckedProject, Entry, Local, Type, TypedExpr, TypedOf, ValueDefinition } from '../../language';
import { type Draft, type DraftEdge, type Region, Scope } from './draft';
import { deriveAssembly, deriveBranch, fieldsOf, isPart } from './form';
import type { NodeKind, NodeMode, Payload } from './node';
import { operationOf } from './operation';
import { isData, ProjectFacts } from './project-facts';
import { type SourceTexts, shorten } from './source-text';
import { deriveStep, type StepCall } from './step';
import { rebuild, TemplateUse } from './template';
import { FreshLocals, itemType, materialType, type TypeArguments, TypedCopy } from './typed-copy';
import { letExpr, localExpr, positionExpr } from './typed-make';
import { countUses, someChild, someInside } from './uses';

/** Data written out in fewer characters than this never makes a stage of its own (STG-2: 1 KiB). */
const foldedLimit = 1024;

/** What a name stands for on the spine. */
export type Binding =
  /** A node; other code mentions it by the node's own local. */
  | { readonly kind: 'node'; readonly draft: Draft }
  /** Mentioned once: worked out there and nowhere else (specification 3 E2). */
  | { readonly kind: 'once'; readonly value: TypedExpr; readonly scope: Scope; readonly name: string | null }
  /** A number, text or the like written out: stands wherever its name does. */
  | { readonly kind: 'plain'; readonly value: TypedExpr; readonly scope: Scope; readonly name: string | null }
  | { readonly kind: 'function'; readonly value: TypedExpr };

/** Where the walk is. */
export interface Place {
  readonly scope: Scope;
  readonly region: Region | null;
  /** The `let` or function name that the value under way will have. */
  readonly name: string | null;
}

/** How far one look at an expression of the spine gets. */
type Reached =
  | { readonly kind: 'node'; readonly draft: Draft }
  /** The node is that of another expression. */
  | { readonly kind: 'same'; readonly e: TypedExpr; readonly place: Place }
  /** A step of the table, whose first input is to be made before it. */
  | ({ readonly kind: 'step' } & StepCall);

/** What the derivation found: the output, the inputs in order, and what stands for the whole program input. */
export interface Derived {
  readonly output: Draft;
  readonly inputs: readonly Draft[];
  readonly inputLocal: Local;
  readonly fresh: FreshLocals;
  readonly facts: ProjectFacts;
}

/** Walks the typed tree of the entry along its spine and makes the nodes (specification 5 §4.2). */
export class Derivation {
  readonly project: CheckedProject;
  readonly texts: SourceTexts;
  readonly facts: ProjectFacts;
  readonly fresh = new FreshLocals();
  readonly #bindings = new Map<Local, Binding>();
  readonly #uses = new Map<Local, number>();
  readonly #constants = new Map<string, Draft>();

  constructor(project: CheckedProject, texts: SourceTexts) {
    this.project = project;
    this.texts = texts;
    this.facts = new ProjectFacts(project);
  }

  /** `divided` false makes one node of the whole body: for programs nested too deeply to be walked. */
  program(entry: Entry, divided = true): Derived {
    const called = entry.expr.kind === 'global' ? this.facts.definition(entry.expr.path) : undefined;
    const name = entry.expr.kind === 'global' ? lastSegment(entry.expr.path) : 'entry';
    const place: Place = { scope: new Scope(name), region: null, name: null };
    const inputLocal = this.fresh.make('input', entry.input, entry.expr, 'param');
    const { params, body } = entryBody(entry, called);
    countUses(body, this.#uses);
    const inputs = params.map((param, position) => {
      const whole = localExpr(inputLocal, entry.expr);
      const template = params.length === 1 ? whole : positionExpr(whole, position, param.type);
      const draft = this.#inputSource(param, template, place);
      this.#bindings.set(param, { kind: 'node', draft });
      return draft;
    });
    const result = divided ? this.value(body, place) : this.#undivided(params, inputs, body, place);
    const output = this.draft({
      kind: 'output',
      mode: 'streaming',
      type: entry.output,
      span: null,
      display: '',
      payload: { kind: 'expression', expression: '' },
      place,
      template: localExpr(result.local, body),
      needs: [result],
      inputs: [{ from: result, port: 'in', displayOnly: false }],
    });
    return { output, inputs, inputLocal, fresh: this.fresh, facts: this.facts };
  }

  /** The whole body as one node. */
  #undivided(params: readonly Local[], inputs: readonly Draft[], body: TypedExpr, place: Place): Draft {
    const expression = this.texts.line(body);
    return this.draft({
      kind: 'compute',
      mode: 'blocking',
      type: body.type,
      span: body.extent,
      display: expression,
      payload: { kind: 'expression', expression },
      place,
      template: params.reduceRight<TypedExpr>(
        (rest, param, i) => letExpr(param, localExpr(inputs[i]!.local, body), rest),
        body,
      ),
      needs: inputs,
      inputs: inputs.map((from) => ({ from, port: from.name ?? 'in', displayOnly: false })),
    });
  }

  /** The node that works out `e`. A chain of steps is walked in a loop: it may be longer than the stack is deep. */
  value(e: TypedExpr, place: Place): Draft {
    const steps: StepCall[] = [];
    let reached = this.#reach(e, place);
    while (reached.kind !== 'node') {
      if (reached.kind === 'same') {
        reached = this.#reach(reached.e, reached.place);
      } else {
        steps.push(reached);
        const { scope, region } = reached.place;
        reached = this.#reach(reached.e.args[0]!.value, { scope, region, name: null });
      }
    }
    return steps.reduceRight((first, step) => deriveStep(this, step, first), reached.draft);
  }

  #reach(e: TypedExpr, place: Place): Reached {
    switch (e.kind) {
      case 'local':
        return this.#localValue(e, place);
      case 'let':
        this.bind(e.local, e.value, place, e.local.name);
        return { kind: 'same', e: e.body, place };
      case 'call':
        return this.#callValue(e, place);
      default:
        return { kind: 'node', draft: this.#nodeOf(e, place) };
    }
  }

  #nodeOf(e: TypedExpr, place: Place): Draft {
    switch (e.kind) {
      case 'global':
        return this.#constant(e, place) ?? this.#compute(e, place);
      case 'if':
      case 'match':
        if (this.armsOf(e).some((arm) => this.isRelational(arm))) return deriveBranch(this, e, place);
        return this.#compute(e, place);
      case 'tuple':
      case 'array':
        if (isData(e)) return this.literalSource(e, place);
        if (fieldsOf(e).some((field) => isPart(this, field.value))) return deriveAssembly(this, e, place);
        return this.#compute(e, place);
      default:
        return isData(e) ? this.literalSource(e, place) : this.#compute(e, place);
    }
  }

  binding(local: Local): Binding | undefined {
    return this.#bindings.get(local);
  }

  /** Makes a name stand for a node. */
  bindNode(local: Local, draft: Draft): void {
    this.#bindings.set(local, { kind: 'node', draft });
  }

  /** Gives a name of the spine its meaning: dropped when unused, moved when used once, a node otherwise. */
  bind(local: Local, value: TypedExpr, place: Place, name: string | null): void {
    const uses = this.#uses.get(local) ?? 0;
    if (uses === 0) return;
    const known = value.kind === 'local' ? this.#bindings.get(value.local) : undefined;
    if (known && known.kind !== 'once') {
      this.#bindings.set(local, known);
    } else if (materialType(this.project, value.type).kind === 'function') {
      this.#bindings.set(local, { kind: 'function', value });
    } else if (value.type.kind !== 'array' && isScalarData(value)) {
      this.#bindings.set(local, { kind: 'plain', value, scope: place.scope, name });
    } else if (uses === 1) {
      this.#bindings.set(local, { kind: 'once', value, scope: place.scope, name });
    } else {
      this.#bindings.set(local, { kind: 'node', draft: this.value(value, { ...place, name }) });
    }
  }

  /** Whether nothing mentions the name of a `let`. */
  isUnused(e: TypedOf<'let'>): boolean {
    if ((this.#uses.get(e.local) ?? 0) > 0) return false;
    return !someInside(e.body, (inner) => inner.kind === 'local' && inner.local === e.local);
  }

  /** A copy of a function value with parameters of its own, ready to stand or to be called. */
  freshFunction(value: TypedExpr): TypedExpr {
    if (value.kind === 'local') {
      const binding = this.#bindings.get(value.local);
      return binding?.kind === 'function' ? this.freshFunction(binding.value) : value;
    }
    if (value.kind !== 'function') return value;
    const copy = new TypedCopy(this.project, this.fresh, null).expr(value);
    this.#count(copy);
    return copy;
  }

  /** Whether `e`, evaluated here, becomes a node of its own rather than part of a `compute`. */
  isStep(e: TypedExpr): boolean {
    if (e.kind === 'if' || e.kind === 'match') return this.armsOf(e).some((arm) => this.isRelational(arm));
    if (e.kind !== 'call') return false;
    if (e.callee.kind !== 'global') return this.isRelational(e);
    const path = e.callee.path;
    if (operationOf(path)) return true;
    if (path.startsWith('std::') || this.facts.definition(path)?.kind !== 'func') return false;
    return this.facts.isRelational(path) || e.args.some((arg) => this.isRelational(arg.value));
  }

  isStepOrNode(e: TypedExpr): boolean {
    if (e.kind !== 'local') return this.isRelational(e);
    const binding = this.#bindings.get(e.local);
    return binding?.kind === 'node' || (binding?.kind === 'once' && this.isRelational(binding.value));
  }

  /** Whether working out `e` takes a step of the graph, or passes an array node on. Lambda bodies do not count. */
  isRelational(e: TypedExpr): boolean {
    switch (e.kind) {
      case 'function':
        return false;
      case 'local': {
        const binding = this.#bindings.get(e.local);
        if (binding?.kind === 'once') return this.isRelational(binding.value);
        return binding?.kind === 'node' && itemType(this.project, e.type) !== undefined;
      }
      case 'global':
        return this.facts.definition(e.path)?.kind === 'const' && this.facts.isRelational(e.path);
      case 'call':
        if (e.callee.kind === 'global') {
          if (operationOf(e.callee.path)) return true;
          if (!e.callee.path.startsWith('std::') && this.facts.isRelational(e.callee.path)) return true;
        } else if (e.callee.kind === 'function' && this.isRelational(e.callee.body)) {
          return true;
        }
        return e.args.some((arg) => this.isRelational(arg.value));
      default:
        return someChild(e, (child) => this.isRelational(child));
    }
  }

  armsOf(e: TypedOf<'if'> | TypedOf<'match'>): readonly TypedExpr[] {
    return e.kind === 'if' ? [e.consequent, e.alternative] : e.branches.map((b) => b.value);
  }

  /** Plain data, or a name of it: may be worked out at any time and never fails. */
  dataOf(e: TypedExpr): TypedExpr | null {
    if (isData(e)) return e;
    if (e.kind !== 'global') return null;
    const definition = this.facts.definition(e.path);
    return definition?.kind === 'const' && isData(definition.value) ? definition.value : null;
  }

  draft(made: {
    kind: NodeKind;
    mode: NodeMode;
    type: Type;
    span: Draft['span'];
    display: string;
    payload: Payload;
    place: Place;
    template: TypedExpr | null;
    needs: readonly Draft[];
    inputs: readonly DraftEdge[];
    folded?: boolean;
  }): Draft {
    const { place, kind, mode, type, span, payload, template, needs, inputs } = made;
    const name = place.name ?? kind;
    const at = span ?? { file: '', start: 0, end: 0 };
    return {
      kind,
      mode,
      type,
      span,
      payload,
      template,
      needs,
      inputs,
      display: shorten(made.display),
      effect: template ? this.facts.effectOf(template) : 'pure',
      scope: place.scope,
      name: place.name,
      local: this.fresh.make(name, type, { span: at }),
      region: place.region,
      folded: made.folded ?? false,
    };
  }

  /** Makes a node from a template under way: its inputs are what the template came to need. */
  finish(
    use: TemplateUse,
    made: {
      kind: NodeKind;
      mode: NodeMode;
      e: TypedExpr;
      template: TypedExpr;
      display: string;
      payload: Payload;
      inputs?: readonly DraftEdge[];
    },
  ): Draft {
    const region: Region = { owner: null };
    const inside = use.conditional.map(({ value, scope, name, port }): DraftEdge => {
      const from = this.value(value, { scope, name, region });
      return { from, port, displayOnly: from.region === region };
    });
    const draft = this.draft({
      kind: made.kind,
      mode: made.mode,
      type: made.e.type,
      span: spanOf(made.e),
      display: made.display,
      payload: made.payload,
      place: use.place,
      template: made.template,
      needs: use.needs,
      inputs: distinctEdges([...use.edges, ...(made.inputs ?? []), ...inside]),
    });
    region.owner = draft;
    return draft;
  }

  literalSource(e: TypedExpr, place: Place): Draft {
    const rows = e.kind === 'array' ? e.items.length : null;
    return this.draft({
      kind: 'source',
      mode: 'streaming',
      type: e.type,
      span: e.extent,
      display: place.name ?? this.texts.line(e),
      payload: {
        kind: 'source',
        origin: rows === null ? 'constant' : 'literal',
        name: place.name ?? '',
        rows,
        unused: false,
      },
      place,
      template: e,
      needs: [],
      inputs: [],
      folded: e.extent.end - e.extent.start < foldedLimit,
    });
  }

  #inputSource(param: Local, template: TypedExpr, place: Place): Draft {
    const unused = (this.#uses.get(param) ?? 0) === 0;
    return this.draft({
      kind: 'source',
      mode: 'streaming',
      type: param.type,
      span: param.span,
      display: param.name,
      payload: { kind: 'source', origin: 'input', name: param.name, rows: null, unused },
      place: { ...place, name: param.name },
      template,
      needs: [],
      inputs: [],
      folded: true,
    });
  }

  #localValue(e: TypedOf<'local'>, place: Place): Reached {
    const binding = this.#bindings.get(e.local);
    if (binding?.kind === 'node') return { kind: 'node', draft: binding.draft };
    if (binding?.kind === 'once') {
      const { value, scope, name } = binding;
      return { kind: 'same', e: value, place: { ...place, scope, name: name ?? place.name } };
    }
    if (binding?.kind === 'plain') {
      const draft = this.literalSource(binding.value, {
        scope: binding.scope,
        region: null,
        name: binding.name,
      });
      this.#bindings.set(e.local, { kind: 'node', draft });
      return { kind: 'node', draft };
    }
    return { kind: 'node', draft: this.opaque(e.local, e, place, []) };
  }

  /** A name whose value only its owner can work out. */
  opaque(local: Local, at: TypedExpr, place: Place, inputs: readonly DraftEdge[]): Draft {
    return this.draft({
      kind: 'compute',
      mode: 'blocking',
      type: local.type,
      span: local.span,
      display: local.name,
      payload: { kind: 'expression', expression: this.texts.line(at) },
      place: { ...place, name: local.name },
      template: null,
      needs: [],
      inputs,
    });
  }

  /** The node of a constant of the project; null for everything else a global name may stand for. */
  #constant(e: TypedOf<'global'>, place: Place): Draft | null {
    const definition = this.facts.definition(e.path);
    if (definition?.kind !== 'const' || e.path.startsWith('std::')) return null;
    const known = this.#constants.get(e.path);
    if (known && (known.region === null || known.region === place.region)) return known;
    const name = lastSegment(e.path);
    const copy = new TypedCopy(this.project, this.fresh, null).expr(definition.value);
    this.#count(copy);
    const scope = isData(copy) ? place.scope : place.scope.call(name, e.span.start);
    const draft = this.value(copy, { scope, region: place.region, name });
    this.#constants.set(e.path, draft);
    return draft;
  }

  /** A constant of the project as an input of other code: its node when it has one or is a table of data. */
  constantNode(e: TypedOf<'global'>, place: Place): Draft | null {
    const known = this.#constants.get(e.path);
    if (known && known.region === null) return known;
    const data = e.path.startsWith('std::') ? null : this.dataOf(e);
    return data?.kind === 'array' ? this.#constant(e, { ...place, region: null }) : null;
  }

  #callValue(e: TypedOf<'call'>, place: Place): Reached {
    const node = (draft: Draft): Reached => ({ kind: 'node', draft });
    if (isData(e)) return node(this.literalSource(e, place));
    if (e.callee.kind === 'function') return this.#apply(e.callee, e, place);
    if (e.callee.kind === 'local') {
      const binding = this.#bindings.get(e.callee.local);
      if (binding?.kind !== 'function') return node(this.#compute(e, place));
      const called = this.freshFunction(binding.value);
      if (called.kind === 'local') return node(this.#compute({ ...e, callee: called }, place));
      return { kind: 'same', e: { ...e, callee: called }, place };
    }
    if (e.callee.kind !== 'global') return node(this.#compute(e, place));
    const path = e.callee.path;
    const operation = operationOf(path);
    if (operation) {
      const step: StepCall = { e, path, operation, place };
      return operation.inputs.length > 0 ? { kind: 'step', ...step } : node(deriveStep(this, step, null));
    }
    const definition = this.facts.definition(path);
    if (definition?.kind !== 'func' || path.startsWith('std::') || !canExpand(definition))
      return node(this.#compute(e, place));
    const args: TypeArguments = {
      owner: path,
      names: definition.typeParams.map((p) => p.name),
      types: e.callee.typeArgs,
    };
    const copy = new TypedCopy(this.project, this.fresh, args);
    const params = definition.params.map((param) => copy.bind(param));
    const body = copy.expr(definition.body);
    this.#count(body);
    const name = lastSegment(path);
    params.forEach((param, i) => {
      this.bind(param, e.args[i]!.value, place, null);
    });
    const scope = place.scope.call(name, e.span.start);
    return { kind: 'same', e: body, place: { scope, region: place.region, name: place.name ?? name } };
  }

  #apply(fn: TypedOf<'function'>, e: TypedOf<'call'>, place: Place): Reached {
    fn.params.forEach((param, i) => {
      this.bind(param, e.args[i]!.value, place, param.name);
    });
    return { kind: 'same', e: fn.body, place };
  }

  #compute(e: TypedExpr, place: Place): Draft {
    const use = new TemplateUse(place, 'in');
    const template = rebuild(this, e, use, true);
    const expression = e.sugar?.kind === 'pipe' ? this.texts.flat(e.span) : this.texts.line(e);
    return this.finish(use, {
      kind: 'compute',
      mode: 'blocking',
      e,
      template,
      display: expression,
      payload: { kind: 'expression', expression },
    });
  }

  #count(copy: TypedExpr): void {
    const uses = new Map<Local, number>();
    countUses(copy, uses);
    for (const [local, count] of uses) if (!this.#uses.has(local)) this.#uses.set(local, count);
  }
}

function entryBody(
  entry: Entry,
  definition: ValueDefinition | undefined,
): { readonly params: readonly Local[]; readonly body: TypedExpr } {
  if (definition?.kind === 'func') return { params: definition.params, body: definition.body };
  if (definition?.kind === 'const') return { params: [], body: definition.value };
  if (entry.expr.kind === 'function') return { params: entry.expr.params, body: entry.expr.body };
  return { params: [], body: entry.expr };
}

/** A position counted from a spread of a type parameter cannot be told from the copied types alone. */
function canExpand(definition: Extract<ValueDefinition, { kind: 'func' }>): boolean {
  return !someInside(definition.body, (e) => e.kind === 'lookup' && e.inSpread !== undefined);
}

function isScalarData(e: TypedExpr): boolean {
  if (e.kind === 'frame') return isScalarData(e.value);
  return e.kind === 'literal' || (e.kind === 'call' && isData(e)) || (e.kind === 'variant' && !e.payload);
}

/** What a click on the node selects: for a piped call its own text, else all of it (NODE-8). */
function spanOf(e: TypedExpr): Draft['span'] {
  return e.sugar?.kind === 'pipe' ? e.span : e.extent;
}

/** Of several edges with the same producer and port, one. */
function distinctEdges(edges: readonly DraftEdge[]): readonly DraftEdge[] {
  const ports = new Map<Draft, Set<string>>();
  return edges.filter(({ from, port }) => {
    const known = ports.get(from);
    if (known?.has(port)) return false;
    if (known) known.add(port);
    else ports.set(from, new Set([port]));
    return true;
  });
}

export function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf('::') + 1).replace(/^:/, '');
}
