import { displayName } from '../syntax/identifier';
import type { Domain, FunctionParam, Type, TypeParameter } from './type';

export interface PrintSettings {
  /** What a variable is called; `_` when this gives nothing. */
  readonly variable?: (id: number) => string | undefined;
  /** `written` (the default): paths as the person wrote them. `full`: the full path of the definition. */
  readonly paths?: 'written' | 'full';
}

/**
 * Types may share parts, so that written out they are far larger than in memory. A text of more parts than this
 * ends in dots: nobody reads it to the end.
 */
const maxPrinted = 2000;

/** A type on one line, as messages and signatures show it (specification 1 §11.5). */
export function printType(type: Type, settings: PrintSettings = {}): string {
  return new TypePrinter(settings).type(type);
}

class TypePrinter {
  private printed = 0;

  constructor(private readonly settings: PrintSettings) {}

  type(type: Type): string {
    this.printed += 1;
    if (this.printed > maxPrinted) return '…';
    const { settings } = this;
    switch (type.kind) {
      case 'primitive':
        return `Prim${type.width}`;
      case 'named':
        return settings.paths === 'full' || type.written === undefined ? printPath(type.path) : type.written;
      case 'parameter':
        return displayName(type.name);
      case 'variable':
        return displayName(settings.variable?.(type.id) ?? '_');
      case 'array':
        return `[${this.type(type.item)}]`;
      case 'tuple':
        return `{${this.list(type.fields, (field) =>
          field.unpack ? `..${this.type(field.type)}` : named(field.name, this.type(field.type)),
        )}}`;
      case 'enum':
        return `enum {${this.list(type.variants, (variant) =>
          isUnit(variant.type) ? displayName(variant.name) : named(variant.name, this.type(variant.type)),
        )}}`;
      case 'function':
        return `func (${this.list(type.params, (param) => this.param(param))}): ${this.type(type.result)}`;
      case 'comprehension': {
        const body = named(type.named ? type.field : undefined, this.type(type.body));
        const loop = `${displayName(type.field)}: ${displayName(type.variable)}`;
        return `{for ${loop} in ${this.type(type.source)} do ${body}}`;
      }
    }
  }

  param(param: FunctionParam): string {
    const prefix = param.const ? 'const ' : '';
    const suffix = param.defaultText === undefined ? '' : ` = ${param.defaultText}`;
    return `${prefix}${named(param.label, this.type(param.type))}${suffix}`;
  }

  private list<T>(items: readonly T[], print: (item: T) => string): string {
    const texts: string[] = [];
    for (const item of items) {
      texts.push(print(item));
      if (this.printed > maxPrinted) break;
    }
    return texts.join(', ');
  }
}

/** A parameter of a function type: its label, its type, `const` and the default. */
export function printParam(param: FunctionParam, settings: PrintSettings = {}): string {
  return new TypePrinter(settings).param(param);
}

/** An absolute path as it is shown: without a leading `std::`. */
export function printPath(path: string): string {
  const segments = path.split('::').map(displayName);
  return (segments.length > 1 && segments[0] === 'std' ? segments.slice(1) : segments).join('::');
}

/** The alternatives of a one-of domain in messages: `Int8, Int16`. */
export function printAlternatives(alternatives: readonly Type[], settings: PrintSettings = {}): string {
  return alternatives.map((type) => printType(type, settings)).join(', ');
}

/** `T, U: A | B` as a `where` clause lists them (specification 1 §11.5). */
export function printTypeParams(params: readonly TypeParameter[], settings: PrintSettings = {}): string {
  return params.map((param) => printTypeParam(param.name, param.domain, settings)).join(', ');
}

const numberTypes = [
  'Int8',
  'Int16',
  'Int32',
  'Int64',
  'Uint8',
  'Uint16',
  'Uint32',
  'Uint64',
  'Float32',
  'Float64',
];

function printTypeParam(name: string, domain: Domain, settings: PrintSettings): string {
  if (domain.kind === 'any') return displayName(name);
  if (domain.kind === 'tuple') {
    const fields = domain.fields.map((field) => named(field.name, printType(field.type, settings)));
    return `${displayName(name)}: {${[...fields, '..'].join(', ')}}`;
  }
  const isNumber = (type: Type): boolean =>
    type.kind === 'named' && numberTypes.some((number) => type.path === `std::${number}`);
  const numbers = new Set(domain.alternatives.filter(isNumber).map((type) => printType(type, settings)));
  const rest = domain.alternatives.filter((type) => numbers.size < numberTypes.length || !isNumber(type));
  const words = rest.map((type) => printType(type, settings));
  if (numbers.size === numberTypes.length) words.unshift('AnyNumber');
  return `${displayName(name)}: ${words.join(' | ')}`;
}

function named(name: string | undefined, text: string): string {
  return name === undefined ? text : `${displayName(name)}: ${text}`;
}

function isUnit(type: Type): boolean {
  return type.kind === 'tuple' && type.fields.length === 0;
}
