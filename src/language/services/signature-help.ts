import type { Span } from '../../base';
import { type ExprOf, sourceName } from '../syntax';
import type { FunctionParam, FunctionType } from '../types/type';
import { docOf } from './docs';
import { printReadable } from './print-short';
import { type LanguageSnapshot, tokenIndexAt, withoutBrackets } from './snapshot';
import { nodesAt, type SyntaxNode } from './syntax-node';

/** The parameters of the call around the caret (EDT-10). */
export interface SignatureHelp {
  /** The function with its parameters, on one line. */
  readonly signature: string;
  readonly doc?: string;
  readonly params: readonly SignatureParam[];
  /** Position of the parameter that the caret's argument goes to; absent when there is none. */
  readonly active?: number;
}

export interface SignatureParam {
  /** Where it stands in the signature: UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
  readonly name?: string;
  /** By which an argument may be named. */
  readonly label?: string;
  readonly type: string;
  /** Source of the default value. */
  readonly fallback?: string;
}

/** Undefined outside of the brackets of a call, or when nobody knows what is called. */
export function signatureHelp(
  snapshot: LanguageSnapshot,
  file: string,
  offset: number,
): SignatureHelp | undefined {
  const parsed = snapshot.file(file);
  if (!parsed) return undefined;
  // Behind blanks the place still belongs to what the token before them is part of.
  const { tokens } = parsed;
  const token = tokens[tokenIndexAt(tokens, offset)];
  const previous = tokens[tokenIndexAt(tokens, offset) - 1];
  const within = token && token.kind !== 'end of input' && token.start < offset;
  const inside = within ? offset : (previous?.end ?? 0);
  const around = nodesAt(parsed.file.body, inside);
  const text = parsed.file.text;
  for (const at of [...around].reverse()) {
    if (at.is !== 'expr' || at.node.kind !== 'call') continue;
    const { callee, extent } = at.node;
    const open = text.indexOf('(', callee.span.end);
    const closed = text[extent.end - 1] === ')' && extent.end > open + 1;
    if (open < 0 || offset <= open || (closed && offset >= extent.end)) continue;
    return helpFor(snapshot, at.node, around, text, offset);
  }
  return undefined;
}

function helpFor(
  snapshot: LanguageSnapshot,
  call: ExprOf<'call'>,
  around: readonly SyntaxNode[],
  text: string,
  offset: number,
): SignatureHelp | undefined {
  const callee = calleeOf(snapshot, call.callee.span);
  if (!callee) return undefined;
  const name = call.callee.segments.map((segment) => sourceName(segment.name)).join('::');
  const params: SignatureParam[] = [];
  let signature = `${name}(`;
  callee.type.params.forEach((param, i) => {
    if (i > 0) signature += ', ';
    const start = signature.length;
    signature += paramText(param, callee.names[i]);
    params.push({
      start,
      end: signature.length,
      name: callee.names[i],
      label: param.label,
      type: printReadable(param.type),
      fallback: param.defaultText,
    });
  });
  signature += `): ${printReadable(callee.type.result)}`;
  return { signature, doc: callee.doc, params, active: activeParam(call, callee.type, around, text, offset) };
}

/** `label name: Type = default`, as it would be written. */
function paramText({ label, type, defaultText, const: constant }: FunctionParam, name?: string): string {
  const words =
    label !== undefined && name !== undefined && label !== name ? `${label} ${name}` : (name ?? label);
  const head = words === undefined ? '' : `${words}: `;
  return `${constant ? 'const ' : ''}${head}${printReadable(type)}${defaultText === undefined ? '' : ` = ${defaultText}`}`;
}

interface Callee {
  readonly type: FunctionType;
  readonly names: readonly (string | undefined)[];
  readonly doc?: string;
}

function calleeOf(snapshot: LanguageSnapshot, span: Span): Callee | undefined {
  const target = snapshot.targetAt(span);
  if (!target) return undefined;
  if (target.kind === 'local') {
    const local = snapshot.localAt(target.span);
    const type = local && snapshot.expand(local.type);
    return type?.kind === 'function' ? { type, names: [] } : undefined;
  }
  const { path } = target;
  const doc = docOf(snapshot, path);
  const value = snapshot.value(path);
  if (value?.kind === 'func') return { type: value.type, names: value.params.map(({ name }) => name), doc };
  if (value?.kind === 'external') return { type: value.type, names: [], doc };
  const annotation = snapshot.annotation(path);
  if (annotation) {
    const result = { kind: 'tuple', fields: [] } as const;
    return { type: { kind: 'function', params: annotation.params, result }, names: [], doc };
  }
  const frame = snapshot.type(path);
  if (frame?.kind !== 'frame') return undefined;
  const params = [{ label: frame.label, type: frame.type }];
  return { type: { kind: 'function', params, result: { kind: 'named', path } }, names: [], doc };
}

/** The parameter of the argument at the caret; a piped value has taken the first place (specification 1 §6.6). */
function activeParam(
  call: ExprOf<'call'>,
  type: FunctionType,
  around: readonly SyntaxNode[],
  text: string,
  offset: number,
): number | undefined {
  const piped = around.some(
    (at) => at.is === 'expr' && at.node.kind === 'pipe' && withoutBrackets(at.node.right) === call,
  );
  // Up to the next comma the place still belongs to the argument.
  const current = call.args.findLast(
    ({ span }) => span.start <= offset && !text.slice(span.end, offset).includes(','),
  );
  if (current?.label) {
    const at = type.params.findIndex(({ label }) => label === current.label?.name);
    return at < 0 ? undefined : at;
  }
  const labelled = new Set(call.args.flatMap(({ label }) => label?.name ?? []));
  const free = type.params.flatMap(({ label }, i) => (label !== undefined && labelled.has(label) ? [] : [i]));
  const before = call.args.filter(({ label, span }) => !label && span.end < offset && span !== current?.span);
  return free[before.length + (piped ? 1 : 0)];
}
