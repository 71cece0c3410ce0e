import type { Diagnostic } from '../../../base';
import { closeNames } from '../../names/suggest';
import { displayName, type ExprOf, sourceName } from '../../syntax';
import type { LanguageSnapshot } from '../snapshot';
import { nodesOf, walkSyntax } from '../syntax-node';
import { fix, type QuickFix } from './quick-fix';

/** Labels that the called function has (EDT-22). */
export function correctLabel(snapshot: LanguageSnapshot, { span }: Diagnostic): QuickFix[] {
  const call = callWithArgument(snapshot, span);
  const arg = call?.args.find((one) => one.span.start === span.start);
  const wanted = call && labelsOf(snapshot, call.callee.span);
  if (!arg?.label || !wanted) return [];
  const given = new Set(call.args.map(({ label }) => label?.name));
  const free = wanted.filter((label) => !given.has(label));
  const near = closeNames(arg.label.name, free);
  const { label } = arg;
  const renamed = [...near, ...free.filter((name) => !near.includes(name))].map((name) =>
    fix(`Change the label to \`${displayName(name)}\``, { span: label.span, newText: sourceName(name) }),
  );
  const bare = { span: { ...label.span, end: arg.value.extent.start }, newText: '' };
  return [...renamed, fix('Remove the label', bare)];
}

/** A label in front of an argument that stands behind labelled ones (EDT-22). */
export function missingLabel(snapshot: LanguageSnapshot, { span }: Diagnostic): QuickFix[] {
  const call = callWithArgument(snapshot, span);
  if (!call) return [];
  const given = new Set(call.args.map(({ label }) => label?.name));
  return (labelsOf(snapshot, call.callee.span) ?? [])
    .filter((label) => !given.has(label))
    .map((label) =>
      fix(`Insert the label \`${displayName(label)}\``, {
        span: { ...span, end: span.start },
        newText: `${sourceName(label)} = `,
      }),
    );
}

function callWithArgument(snapshot: LanguageSnapshot, span: Diagnostic['span']): ExprOf<'call'> | undefined {
  const body = snapshot.file(span.file)?.file.body;
  let found: ExprOf<'call'> | undefined;
  walkSyntax(body ? nodesOf(body) : [], (at) => {
    if (at.is !== 'expr' || at.node.kind !== 'call') return;
    if (at.node.args.some((arg) => arg.span.start === span.start && arg.span.end === span.end))
      found = at.node;
  });
  return found;
}

function labelsOf(snapshot: LanguageSnapshot, callee: Diagnostic['span']): string[] | undefined {
  const target = snapshot.targetAt(callee);
  if (!target || target.kind === 'local') return undefined;
  const value = snapshot.value(target.path);
  if (value && value.kind !== 'const') return value.type.params.flatMap(({ label }) => label ?? []);
  const frame = snapshot.type(target.path);
  return frame?.label === undefined ? undefined : [frame.label];
}
