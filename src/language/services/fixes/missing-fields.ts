import type { Diagnostic } from '../../../base';
import { displayName, sourceName } from '../../syntax';
import { definitionAround } from '../caret';
import { missingFields } from '../completion/tuple';
import { defaultText } from '../default-text';
import type { LanguageSnapshot } from '../snapshot';
import { nodesOf, walkSyntax } from '../syntax-node';
import { fix, insertAt, type QuickFix } from './quick-fix';

/** The fields that a tuple lacks of the type its place asks for, with default values (EDT-22). */
export function addFields(snapshot: LanguageSnapshot, { span }: Diagnostic): QuickFix[] {
  const body = snapshot.file(span.file)?.file.body;
  const fixes: QuickFix[] = [];
  walkSyntax(body ? nodesOf(body) : [], (at) => {
    if (at.is !== 'expr' || at.node.kind !== 'tuple' || fixes.length > 0) return;
    const { extent, fields } = at.node;
    if (extent.start < span.start || extent.end > span.end) return;
    const definition = definitionAround(snapshot, span.file, extent.start);
    const expected = snapshot.tolerant.typeAt(extent, definition);
    const wanted = expected && snapshot.fieldsOf(expected);
    const missing = wanted ? missingFields(at.node, wanted) : [];
    if (missing.length === 0) return;
    const added = missing.map(({ name, type }) => {
      const value = defaultText(snapshot, type);
      return name === undefined ? value : `${sourceName(name)} = ${value}`;
    });
    const last = fields.at(-1);
    const put = last ? `, ${added.join(', ')}` : added.join(', ');
    const names = missing
      .map(({ name }) => (name === undefined ? 'a value' : `\`${displayName(name)}\``))
      .join(', ');
    fixes.push(fix(`Add ${names}`, insertAt(span.file, last ? last.span.end : extent.start + 1, put)));
  });
  return fixes;
}
