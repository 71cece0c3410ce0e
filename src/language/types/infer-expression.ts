import type { Span } from '../../base';
import { diagnosticAt } from '../diagnostics';
import type { Core, CoreFunction, CoreOf } from '../names/core';
import type { Resolution } from '../names/resolution';
import type { Binder } from '../names/target';
import { isCalendarDay } from '../syntax/time-literal';
import type { Literal } from '../syntax/tree';
import { compareTypes } from './compare';
import { inferCall } from './infer-call';
import { inferSignature } from './infer-params';
import { inferPattern } from './infer-pattern';
import { lookupField, parameterIsNoTuple } from './lookup';
import { numberCandidates } from './number-candidates';
import { problem } from './problem';
import type { FieldKey, Region } from './region';
import { comprehensionSources, substitute, substituteDomain } from './substitute';
import {
  type NamedType,
  type ParameterType,
  remembering,
  type Type,
  type TypeParameter,
  unitType,
  type VariableType,
} from './type';
import { TypeReader, type TypeReaderSettings, writtenPath } from './type-node';
import type { Local, TypedBranch, TypedExpr, TypedOf, TypedTupleField } from './typed-tree';

export interface InferSettings extends TypeReaderSettings {
  readonly nextLocal: () => number;
  readonly textOf: (span: Span) => string;
  /** Told of every date that the calendar does not have. */
  readonly onInvalidDate?: (span: Span) => void;
  /** Told of every match that was typed. */
  readonly onMatch?: (match: TypedOf<'match'>) => void;
  /** Tells an editor what it can about a text that may be wrong (see `Region.tolerant`). */
  readonly tolerant?: {
    /** Told of all nodes, patterns and locals of a definition, with their final types; inner ones first. */
    readonly onTyped: (nodes: readonly { readonly type: Type }[]) => void;
    /** The expression of this extent counts as not yet written: its place alone tells its type. */
    readonly hole?: Span;
  };
}

/**
 * Types the expressions of one region, depth first and left to right (specification 1 §6, §7.1). Where an answer
 * is undefined a mistake has been reported that spoils the enclosing definition, unless an argument or a condition
 * stands in between.
 */
export class Inferrer {
  readonly types: TypeReader;
  private readonly locals = new Map<Binder, Local>();
  /** The innermost function around the expression being typed. */
  private enclosing: Span;

  constructor(
    readonly region: Region,
    private readonly settings: InferSettings,
    readonly names: Resolution,
    /** The definition, for mistakes that have no better place. */
    definition: Span,
  ) {
    this.enclosing = definition;
    this.types = new TypeReader(settings, names, region, (params, result) =>
      inferSignature(this, params, result, false),
    );
  }

  /** What a type that came from the expression at `span` remembers. */
  from(span: Span): Span | undefined {
    return this.types.from(span);
  }

  textOf(span: Span): string {
    return this.settings.textOf(span);
  }

  /** A new node, whose type is replaced by the solved one later. */
  make(node: TypedExpr): TypedExpr {
    return this.region.keep(node);
  }

  /** Stands where a mistake was reported but checking goes on. */
  broken(core: Pick<Core, 'span' | 'extent'>): TypedExpr {
    return { kind: 'tuple', fields: [], type: unitType, span: core.span, extent: core.extent };
  }

  /** Makes the local for a name that a parameter, `let` or pattern introduces. */
  introduce(binder: Binder | undefined, type: Type, label?: string): Local {
    const { name, kind, span } = binder ?? { name: '_', kind: 'param' as const, span: this.enclosing };
    const id = this.settings.nextLocal();
    const local: Local =
      label === undefined ? { id, name, kind, type, span } : { id, name, kind, type, span, label };
    if (binder) this.locals.set(binder, local);
    return this.region.keep(local);
  }

  infer(core: Core): TypedExpr | undefined {
    if (!this.region.tolerant) return this.inferStrictly(core);
    const { start, end } = core.extent;
    const hole = this.settings.tolerant?.hole;
    // A missing expression has become a tuple without tokens.
    const unwritten =
      start === end || (hole?.file === core.extent.file && hole.start === start && hole.end === end);
    const typed = unwritten ? undefined : this.inferStrictly(core);
    if (typed) return typed;
    const { span, extent, sugar } = core;
    return this.make({ kind: 'tuple', fields: [], type: this.region.variable(span), span, extent, sugar });
  }

  /** A type for what a mistake has spoiled, where mistakes are tolerated. */
  tolerated(span: Span): Type | undefined {
    return this.region.tolerant ? this.region.variable(span) : undefined;
  }

  private inferStrictly(core: Core): TypedExpr | undefined {
    switch (core.kind) {
      case 'path':
        return this.path(core);
      case 'literal':
        return this.make({
          span: core.span,
          extent: core.extent,
          kind: 'literal',
          literal: core.literal,
          type: this.literalType(core.literal, core.span),
        });
      case 'tuple':
        return this.tuple(core);
      case 'array':
        return this.array(core);
      case 'variant': {
        const payload = core.payload && this.infer(core.payload);
        if (core.payload && !payload) return undefined;
        const type = this.region.variable(core.span);
        this.region.require(type, { kind: 'variant', name: core.name, type: payload?.type ?? unitType });
        return this.make({
          kind: 'variant',
          name: core.name,
          payload,
          type,
          span: core.span,
          extent: core.extent,
        });
      }
      case 'let': {
        const value = this.infer(core.value);
        if (!value) return undefined;
        const local = this.introduce(core.binder, value.type);
        const body = this.infer(core.body);
        return (
          body &&
          this.make({
            kind: 'let',
            local,
            value,
            body,
            type: body.type,
            span: core.span,
            extent: core.extent,
          })
        );
      }
      case 'function': {
        const typed = this.function(core, core.span, false);
        if (!typed) return undefined;
        const { params, body, type } = typed;
        return this.make({ kind: 'function', params, body, type, span: core.span, extent: core.extent });
      }
      case 'call':
        return inferCall(this, core);
      case 'match':
        return this.match(core);
      case 'if':
        return this.if(core);
      case 'lookup':
        return this.lookup(core);
      case 'ascription': {
        const type = this.types.read(core.type);
        const value = type && this.infer(core.value);
        if (!type || !value) return undefined;
        const wrong = compareTypes(this.region, value.type, type, undefined, core.value.span);
        if (wrong && !this.region.tolerant) {
          this.region.report(wrong, core.value.span);
          return undefined;
        }
        const { span, extent } = core;
        return this.region.keep({ ...value, type: remembering(type, this.from(span)), span, extent });
      }
    }
  }

  /** A lambda, or the inside of a `func`: parameters, result type, body. */
  function(
    core: CoreFunction,
    span: Span,
    generic: boolean,
  ): { params: Local[]; body: TypedExpr; type: Extract<Type, { kind: 'function' }> } | undefined {
    const outer = this.enclosing;
    this.enclosing = span;
    const typed = this.functionParts(core, generic);
    this.enclosing = outer;
    return typed;
  }

  private functionParts(core: CoreFunction, generic: boolean): ReturnType<Inferrer['function']> {
    const signature = inferSignature(this, core.params, core.result, generic);
    if (!signature) return undefined;
    const { params, result: declared } = signature;
    const locals = core.params.map((param, i) => this.introduce(param.binder, params[i]!.type, param.label));
    const body = this.infer(core.body);
    if (!body) return undefined;
    if (declared) {
      const wrong = compareTypes(this.region, body.type, declared, undefined, core.body.span);
      if (wrong && !this.region.tolerant) {
        this.region.report(wrong, core.body.span);
        return undefined;
      }
    }
    return { params: locals, body, type: { kind: 'function', params, result: declared ?? body.type } };
  }

  literalType(literal: Literal, span: Span): Type {
    const from = this.from(span);
    const std = (name: string): Type => ({ kind: 'named', path: `std::${name}`, from });
    const dated = literal.kind === 'date' || literal.kind === 'timestamp';
    if (dated && !isCalendarDay(literal)) this.settings.onInvalidDate?.(span);
    switch (literal.kind) {
      case 'text':
        return std('Text');
      case 'boolean':
        return std('Bool');
      case 'date':
        return std('Date');
      case 'duration':
        return std('Duration');
      case 'timestamp':
        return std('Timestamp');
      case 'number': {
        const variable = this.region.variable(span);
        this.region.require(variable, { kind: 'oneOf', alternatives: numberCandidates(literal.text) });
        return variable;
      }
    }
  }

  /** The frame that a path names, if it names one. */
  frameOf({ path, target }: CoreOf<'path'>): { type: NamedType; carrier: Type; label?: string } | undefined {
    const definition = target?.kind === 'type' ? this.region.definitions.types.get(target.path) : undefined;
    if (definition?.kind !== 'frame') return undefined;
    const type: NamedType = { kind: 'named', path: definition.path, written: writtenPath(path) };
    return { type, carrier: definition.type, label: definition.label };
  }

  private path(core: CoreOf<'path'>): TypedExpr | undefined {
    const { target } = core;
    switch (target?.kind) {
      case 'local': {
        const local = this.locals.get(target.binder);
        if (local)
          return this.make({ kind: 'local', local, type: local.type, span: core.span, extent: core.extent });
        break;
      }
      case 'value': {
        const mention = this.mention(target.path, core.span);
        if (mention) {
          const { type, typeArgs } = mention;
          return this.make({
            kind: 'global',
            path: target.path,
            type,
            typeArgs,
            span: core.span,
            extent: core.extent,
          });
        }
        break;
      }
      case 'type': {
        const frame = this.frameOf(core);
        return frame ? this.constructorFunction(core, frame) : this.notAValue(core, 'a type');
      }
      case 'type-parameter':
        return this.notAValue(core, 'a type');
      case 'annotation':
        return this.notAValue(core, 'an annotation');
      case 'module':
        return this.notAValue(core, 'a module');
      case undefined:
        break;
    }
    this.region.report(problem('internal', 'internal error: this name has no definition'), core.span);
    return undefined;
  }

  private notAValue(core: Core, found: string): undefined {
    this.region.diagnostics.push(
      diagnosticAt('expected-value', core.span, `expected a value, found ${found}`),
    );
    return undefined;
  }

  /** The type of a definition where it is mentioned; each type parameter becomes a variable of its own. */
  private mention(path: string, span: Span): { type: Type; typeArgs: Type[] } | undefined {
    const { region } = this;
    const definition = region.definitions.values.get(path);
    if (!definition) return undefined;
    if (definition.typeParams.length === 0) return { type: definition.type, typeArgs: [] };
    const { typeParams } = definition;
    const typeArgs = typeParams.map((param): VariableType => region.variable(span, param.name));
    const replace = (parameter: ParameterType): Type | undefined =>
      parameter.owner === path ? typeArgs[positionOf(typeParams, parameter.name)] : undefined;
    for (let i = 0; i < typeParams.length; i++) {
      region.requireDomain(typeArgs[i]!, substituteDomain(typeParams[i]!.domain, replace), span);
    }
    for (const name of comprehensionSources(definition.type, path)) {
      region.require(typeArgs[positionOf(typeParams, name)]!, { kind: 'tuple' });
    }
    region.unfinishedLists.push(typeArgs);
    return { type: substitute(definition.type, replace), typeArgs };
  }

  /** A frame used as a function: `v -> Frame(v)`. */
  private constructorFunction(
    core: CoreOf<'path'>,
    frame: { type: NamedType; carrier: Type; label?: string },
  ): TypedExpr {
    const { span, extent } = core;
    const id = this.settings.nextLocal();
    const local = this.region.keep<Local>({ id, name: 'value', kind: 'param', type: frame.carrier, span });
    const value: TypedExpr = { kind: 'local', local, type: frame.carrier, span, extent };
    const body: TypedExpr = { kind: 'frame', value, type: frame.type, span, extent };
    const params = [{ label: frame.label, type: frame.carrier }];
    return this.make({
      span: core.span,
      extent: core.extent,
      kind: 'function',
      params: [local],
      body,
      type: { kind: 'function', params, result: frame.type },
    });
  }

  private tuple(core: CoreOf<'tuple'>): TypedExpr | undefined {
    const fields = new Array<TypedTupleField>(core.fields.length);
    let count = 0;
    for (const field of core.fields) {
      const value = this.infer(field.value);
      if (!value || (field.spread && !this.canSpread(value))) continue;
      fields[count++] = { name: field.name, unpack: field.spread, value };
    }
    fields.length = count;
    if (count < core.fields.length && !this.region.tolerant) return undefined;
    const type: Type = {
      kind: 'tuple',
      fields: fields.map(({ name, unpack, value }) =>
        unpack ? { type: value.type, unpack } : { name, type: value.type },
      ),
    };
    const { span, extent, sugar } = core;
    return this.make({ kind: 'tuple', fields, type, span, extent, sugar });
  }

  private canSpread(value: TypedExpr): boolean {
    const { region } = this;
    const type = region.expand(value.type);
    switch (type.kind) {
      case 'tuple':
      case 'comprehension':
        return true;
      case 'variable':
        region.require(type, { kind: 'tuple' });
        return true;
      case 'parameter':
        if (region.domainOf(type).kind === 'tuple') return true;
        region.report(parameterIsNoTuple(type, undefined), this.enclosing);
        return false;
      default:
        region.report(
          problem('unpack-expects-tuple', 'only tuples can be unpacked', value.span, [
            `got type ${region.print(type)}`,
          ]),
          value.span,
        );
        return false;
    }
  }

  private array(core: CoreOf<'array'>): TypedExpr | undefined {
    const items: TypedExpr[] = [];
    let item: Type | undefined;
    for (const element of core.items) {
      const value = this.infer(element);
      if (!value) return undefined;
      items.push(value);
      if (!item) {
        item = value.type;
        continue;
      }
      const wrong = compareTypes(this.region, value.type, item, undefined, element.span);
      if (wrong && !this.region.tolerant) {
        this.region.report(wrong, element.span);
        return undefined;
      }
    }
    item ??= this.region.variable(core.span);
    return this.make({
      span: core.span,
      extent: core.extent,
      kind: 'array',
      items,
      type: { kind: 'array', item, from: this.from(core.span) },
    });
  }

  private match(core: CoreOf<'match'>): TypedExpr | undefined {
    const subject = this.infer(core.subject);
    if (!subject) return undefined;
    const branches: TypedBranch[] = [];
    let type: Type | undefined;
    for (const branch of core.branches) {
      const pattern = inferPattern(this, branch.pattern, subject.type, new Map());
      const value = pattern && this.infer(branch.value);
      if (!pattern || !value) return undefined;
      if (!type) {
        type = value.type;
      } else {
        const wrong = compareTypes(this.region, value.type, type, 'match', branch.value.span);
        if (wrong && !this.region.tolerant) {
          this.region.report(wrong, branch.value.span);
          return undefined;
        }
      }
      branches.push({ pattern, value, span: branch.span });
    }
    const made = this.make({
      kind: 'match',
      subject,
      branches,
      type: type ?? unitType,
      span: core.span,
      extent: core.extent,
    });
    if (made.kind === 'match') this.settings.onMatch?.(made);
    return made;
  }

  private if(core: CoreOf<'if'>): TypedExpr | undefined {
    const { region } = this;
    const condition = this.infer(core.condition);
    if (condition) {
      const bool: Type = { kind: 'named', path: 'std::Bool' };
      const wrong = compareTypes(region, condition.type, bool, 'if', core.condition.span);
      if (wrong) region.report(wrong, core.condition.span);
    }
    const consequent = this.infer(core.consequent);
    const alternative = consequent && this.infer(core.alternative);
    if (!consequent || !alternative) return undefined;
    const wrong = compareTypes(region, alternative.type, consequent.type, undefined, core.alternative.span);
    if (wrong) region.report(wrong, core.alternative.span);
    return this.make({
      span: core.span,
      extent: core.extent,
      kind: 'if',
      condition: condition ?? this.broken(core.condition),
      consequent,
      alternative,
      type: consequent.type,
    });
  }

  private lookup(core: CoreOf<'lookup'>): TypedExpr | undefined {
    const base = this.infer(core.base);
    if (!base) return undefined;
    const { field } = core;
    const key: FieldKey = field.kind === 'name' ? { name: field.name.name } : { position: field.position };
    const looked = lookupField(this.region, base.type, key, core.span);
    if (looked.kind === 'problem') {
      this.region.report(looked.problem, core.span);
      return undefined;
    }
    const type = looked.kind === 'found' ? looked.type : expectNever();
    const { span, extent } = core;
    return this.make(
      field.kind === 'name'
        ? { kind: 'lookup', base, name: field.name.name, type, span, extent }
        : { kind: 'lookup', base, position: field.position, type, span, extent },
    );
  }
}

function positionOf(params: readonly TypeParameter[], name: string): number {
  let position = 0;
  while (position < params.length && params[position]!.name !== name) position += 1;
  return position;
}

/** Lookups are never put off while expressions are walked. */
function expectNever(): never {
  throw new Error('a lookup was put off outside of solving');
}
