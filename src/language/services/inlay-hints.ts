import type { Span } from '../../base';
import { displayName, type Expr, type ExprOf, type FuncParam } from '../syntax';
import { isUnknownType, type Type } from '../types/type';
import { nameTypes } from './name-types';
import { printReadable } from './print-short';
import { type LanguageSnapshot, withoutBrackets } from './snapshot';
import { nodesOf, type SyntaxNode, walkSyntax } from './syntax-node';

/** The kinds that can be switched on and off one by one (EDT-4). */
export type InlayHintKind = 'let' | 'parameter' | 'literal' | 'result' | 'label' | 'pipeline';

export interface InlayHint {
  readonly kind: InlayHintKind;
  /** Where it is shown: a UTF-16 offset. */
  readonly at: number;
  /** At most 60 characters. */
  readonly text: string;
  /** Of a pipeline hint: all of the step, so that the page can add the rows that came out of it. */
  readonly step?: Span;
}

const maxLength = 60;

/** What the text does not say but the compiler knows (EDT-4), in the order of the text. */
export function inlayHints(snapshot: LanguageSnapshot, file: string): readonly InlayHint[] {
  const body = snapshot.file(file)?.file.body;
  if (!body) return [];
  const hints: InlayHint[] = [];
  const add = (kind: InlayHintKind, at: number, text: string, step?: Span): void => {
    hints.push({ kind, at, text: clip(text), ...(step && { step }) });
  };
  const typeHint = (kind: InlayHintKind, at: number, type: Type | undefined): void => {
    if (type && isTold(type)) add(kind, at, `: ${printReadable(nameTypes(snapshot, type))}`);
  };
  const ascribed = new Set<Expr>();
  const piped = new Set<Expr>();
  walkSyntax(nodesOf(body), (at) => {
    if (at.is === 'definition' && at.node.kind === 'func' && !at.node.result) {
      const path = pathAt(snapshot, at.node.name.span);
      const value = path === undefined ? undefined : snapshot.value(path);
      if (value?.kind === 'func') typeHint('result', paramsEnd(snapshot, file, at.node), value.type.result);
      for (const param of at.node.params) paramHint(snapshot, param, typeHint);
    } else if (at.is === 'definition' && at.node.kind === 'func') {
      for (const param of at.node.params) paramHint(snapshot, param, typeHint);
    }
    if (at.is !== 'expr') return;
    const { node } = at;
    switch (node.kind) {
      case 'let':
        typeHint('let', node.name.span.end, snapshot.localAt(node.name.span)?.type);
        break;
      case 'function':
        for (const param of node.params) paramHint(snapshot, param, typeHint);
        break;
      case 'ascription':
        ascribed.add(withoutBrackets(node.value));
        break;
      case 'literal':
        if (node.literal.kind === 'number' && !ascribed.has(node)) {
          typeHint('literal', node.extent.end, snapshot.typeOf(node));
        }
        break;
      case 'call':
        labelHints(snapshot, node, piped.has(node), add);
        break;
      case 'pipe': {
        const { right } = node;
        piped.add(withoutBrackets(right));
        const type = snapshot.typeOf(node);
        if (type && isTold(type) && endsLine(snapshot, right.extent)) {
          add('pipeline', right.extent.end, `→ ${rowType(nameTypes(snapshot, type))}`, node.extent);
        }
        break;
      }
    }
  });
  return hints.sort((a, b) => a.at - b.at);
}

/** Whether all of a type is known. */
function isTold(type: Type): boolean {
  switch (type.kind) {
    case 'array':
      return isTold(type.item);
    case 'tuple':
      return type.fields.every((field) => isTold(field.type));
    case 'enum':
      return type.variants.every((variant) => isTold(variant.type));
    case 'function':
      return type.params.every((param) => isTold(param.type)) && isTold(type.result);
    case 'comprehension':
      return isTold(type.source) && isTold(type.body);
    default:
      return !isUnknownType(type);
  }
}

function pathAt(snapshot: LanguageSnapshot, span: Span): string | undefined {
  for (const [path, { node }] of snapshot.tolerant.owners) {
    if (node.name.span.file === span.file && node.name.span.start === span.start) return path;
  }
  return undefined;
}

function paramHint(
  snapshot: LanguageSnapshot,
  param: FuncParam,
  typeHint: (kind: InlayHintKind, at: number, type: Type | undefined) => void,
): void {
  if (!param.type) typeHint('parameter', param.name.span.end, snapshot.localAt(param.name.span)?.type);
}

/** Behind the closing bracket of the parameters. */
function paramsEnd(
  snapshot: LanguageSnapshot,
  file: string,
  func: Extract<SyntaxNode, { is: 'definition' }>['node'],
): number {
  const { text } = snapshot.file(file)!.file;
  if (func.kind !== 'func') return func.span.end;
  const from = func.params.at(-1)?.span.end ?? func.name.span.end;
  const close = text.indexOf(')', from);
  return close < 0 ? from : close + 1;
}

/** The label or name of the parameter in front of literals, where it would otherwise have to be guessed. */
function labelHints(
  snapshot: LanguageSnapshot,
  call: ExprOf<'call'>,
  piped: boolean,
  add: (kind: InlayHintKind, at: number, text: string) => void,
): void {
  const target = snapshot.targetAt(call.callee.span);
  if (!target || target.kind === 'local') return;
  const value = snapshot.value(target.path);
  if (value?.kind !== 'func' && value?.kind !== 'external') return;
  const names = value.type.params.map(({ label }, i) =>
    value.kind === 'func' ? value.params[i]?.name : label,
  );
  if (call.args.some(({ label }) => label)) return;
  call.args.forEach(({ value: arg, span }, i) => {
    // A piped value stands in front of the arguments in brackets.
    const name = names[i + (piped ? 1 : 0)];
    if (name !== undefined && withoutBrackets(arg).kind === 'literal') add('label', span.start, `${name} =`);
  });
}

/** Of a tuple or rows of tuples the names of the fields are enough; the hover has their types. */
function rowType(type: Type): string {
  if (type.kind === 'array') return `[${rowType(type.item)}]`;
  if (type.kind !== 'tuple') return printReadable(type);
  return `{${type.fields.map(({ name, type: field }) => (name === undefined ? printReadable(field) : displayName(name))).join(', ')}}`;
}

/** Pipeline hints stand at the end of a line; several steps on one line get one, behind the last. */
function endsLine(snapshot: LanguageSnapshot, span: Span): boolean {
  const { text } = snapshot.file(span.file)!.file;
  return /^[ \t]*(#.*)?(\r?\n|$)/.test(text.slice(span.end, span.end + 200));
}

function clip(text: string): string {
  return text.length <= maxLength ? text : `${text.slice(0, maxLength - 1)}…`;
}
