import type { Diagnostic } from '../../../base';
import { decimalView, floatView, integerView } from '../../syntax';
import type { LanguageSnapshot } from '../snapshot';
import { nodesOf, walkSyntax } from '../syntax-node';
import { expressionsAt, fix, insertAt, type QuickFix } from './quick-fix';

const integers = ['Int64', 'Int32', 'Int16', 'Int8', 'Uint64', 'Uint32', 'Uint16', 'Uint8'];
const floats = ['Float64', 'Float32'];
/** Types that a parameter may be of, most usual first. */
const usual = ['Int64', 'Float64', 'Text', 'Bool', 'Date', 'Timestamp', 'Duration', 'Decimal', 'Int32'];

/** A type for a number that nothing gives one; only the types that fit its use are left in the end (EDT-22). */
export function annotateNumber(snapshot: LanguageSnapshot, { span }: Diagnostic): QuickFix[] {
  const literal = expressionsAt(snapshot, span).find((expr) => expr.kind === 'literal');
  if (literal?.kind !== 'literal' || literal.literal.kind !== 'number') return [];
  const { text } = literal.literal;
  const types = [
    ...(integerView(text) === undefined ? [] : integers),
    ...(floatView(text) === undefined ? [] : floats),
    ...(decimalView(text) === undefined ? [] : ['Decimal']),
  ];
  return types.map((type) =>
    fix(`Make it ${article(type)} \`${type}\``, insertAt(span.file, span.end, `: ${type}`)),
  );
}

/** A type for a parameter that nothing gives one; only those that fit its use are left in the end (EDT-22). */
export function annotateParameter(snapshot: LanguageSnapshot, { span }: Diagnostic): QuickFix[] {
  const body = snapshot.file(span.file)?.file.body;
  let edits: { edit: QuickFix['edits']; type: string }[] = [];
  walkSyntax(body ? nodesOf(body) : [], (at) => {
    const short =
      at.is === 'expr' && at.node.kind === 'function' && at.node.short ? at.node.params[0] : undefined;
    const param = at.is === 'param' ? at.node : undefined;
    if (short && short.span.start === span.start && short.span.end === span.end) {
      // `x -> e` has no place for a type.
      edits = usual.map((type) => ({
        type,
        edit: [{ span, newText: `func (${snapshot.textAt(span)}: ${type})` }],
      }));
    } else if (param && !param.type && param.span.start === span.start && edits.length === 0) {
      edits = usual.map((type) => ({ type, edit: [insertAt(span.file, param.name.span.end, `: ${type}`)] }));
    }
  });
  return edits.map(({ type, edit }) => fix(`Make it ${article(type)} \`${type}\``, ...edit));
}

function article(type: string): string {
  return type.startsWith('I') ? 'an' : 'a';
}
