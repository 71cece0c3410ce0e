import type { Span } from '../../../base';
import type { Edit } from '../../format';
import { type Expr, sourceName } from '../../syntax';
import { printType } from '../../types/print-type';
import { occurrencesIn } from '../occurrences';
import type { LanguageSnapshot } from '../snapshot';
import { nodesAt, type SyntaxNode, walkSyntax } from '../syntax-node';
import { insertAt, type QuickFix } from './quick-fix';

/** The selected expression gets a name for the rest of the function around, wherever it is repeated (EDT-22). */
export function extractToLet(snapshot: LanguageSnapshot, selection: Span): QuickFix[] {
  if (selection.start === selection.end) return [];
  const { body, text } = snapshot.file(selection.file)!.file;
  const around = nodesAt(body, selection.start);
  const chosen = around.find((at) => at.is === 'expr' && isAt(at.node.extent, selection));
  const scope = chosen && scopeOf(around, chosen);
  if (chosen?.is !== 'expr' || !scope || chosen.node.kind === 'path' || scope === chosen.node) return [];
  const source = text.slice(selection.start, selection.end);
  const name = freeName(text, 'value');
  const edits: Edit[] = [];
  walkSyntax([{ is: 'expr', node: scope }], (at) => {
    if (
      at.is !== 'expr' ||
      edits.some(({ span }) => span.start <= at.node.extent.start && at.node.extent.end <= span.end)
    )
      return;
    if (text.slice(at.node.extent.start, at.node.extent.end) !== source) return;
    edits.push({ span: at.node.extent, newText: name });
  });
  const { file } = selection;
  const { start, end } = scope.extent;
  // Inside of parentheses another `let` needs none of its own.
  const [open, close] = scope.kind === 'paren' ? ['', ''] : ['(', ')'];
  const at = scope.kind === 'paren' ? scope.inner.extent.start : start;
  return [
    {
      title: 'Extract to a `let`',
      kind: 'refactor',
      edits: [
        insertAt(file, at, `${open}let ${name} = ${source}; `),
        ...edits,
        insertAt(file, end, close),
      ].filter((edit) => edit.newText !== ''),
    },
  ];
}

/** The selected expression becomes a function of the names it mentions (EDT-22). */
export function extractToFunction(snapshot: LanguageSnapshot, selection: Span): QuickFix[] {
  if (selection.start === selection.end) return [];
  const { body, text } = snapshot.file(selection.file)!.file;
  const around = nodesAt(body, selection.start);
  const chosen = around.find((at) => at.is === 'expr' && isAt(at.node.extent, selection));
  const definition = around.findLast((at) => at.is === 'definition');
  if (chosen?.is !== 'expr' || chosen.node.kind === 'path' || definition?.is !== 'definition') return [];
  const result = snapshot.typeOf(chosen.node);
  if (!result) return [];
  const params = new Map<string, string>();
  for (const { name, span, meaning } of occurrencesIn(snapshot, selection.file)) {
    if (span.start < selection.start || span.end > selection.end || meaning.kind !== 'local') continue;
    const { declared } = meaning;
    if (selection.start <= declared.start && declared.end <= selection.end) continue;
    const local = snapshot.localAt(declared);
    // Only values can be handed over, type parameters cannot.
    if (!local) return [];
    params.set(sourceName(name), printType(local.type));
  }
  const name = freeName(text, 'extracted');
  const declared = [...params].map(([param, type]) => `${param}: ${type}`).join(', ');
  const source = text.slice(selection.start, selection.end);
  const made = `\n\nfunc ${name}(${declared}): ${printType(result)} -> ${source}`;
  return [
    {
      title: 'Extract to a function',
      kind: 'refactor',
      edits: [
        { span: selection, newText: `${name}(${[...params.keys()].join(', ')})` },
        insertAt(selection.file, definition.node.span.end, made),
      ],
    },
  ];
}

function isAt(extent: Span, selection: Span): boolean {
  return extent.start === selection.start && extent.end === selection.end;
}

/** The body of the innermost function or branch around, where every name of the expression is known. */
function scopeOf(around: readonly SyntaxNode[], chosen: SyntaxNode): Expr | undefined {
  const before = around.slice(0, around.indexOf(chosen)).reverse();
  for (const at of before) {
    if (at.is === 'expr' && at.node.kind === 'function') return at.node.body;
    if (at.is === 'branch') return at.node.value;
    if (at.is === 'definition') return at.node.kind === 'func' ? at.node.body : undefined;
  }
  return undefined;
}

function freeName(text: string, wanted: string): string {
  const taken = (name: string): boolean => new RegExp(`\\b${name}\\b`).test(text);
  for (let i = 1; ; i++) {
    const name = i === 1 ? wanted : `${wanted}_${i}`;
    if (!taken(name)) return name;
  }
}
