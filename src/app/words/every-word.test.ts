import { readdirSync, readFileSync } from 'node:fs';
import { parseSync } from 'oxc-parser';
import { expect, test } from 'vitest';

/** Attributes whose text a person reads or hears. */
const spoken = new Set([
  'alt',
  'aria-description',
  'aria-label',
  'aria-valuetext',
  'label',
  'placeholder',
  'title',
]);

type Node = { readonly type: string; readonly start: number } & Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

const childrenOf = (node: Node) => Object.values(node).flat().filter(isNode);

/** Whether a text has a word: two letters side by side. The names of keys, addresses and signs are none. */
const isWord = (text: string) => /\p{L}{2}/u.test(text.replaceAll(/https?:\/\//g, ''));

/** The words written out in what an expression gives, those it hands to a function not among them. */
function written(node: Node): string[] {
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'string' && isWord(node.value) ? [node.value] : [];
    case 'TemplateLiteral':
      return (node.quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked).filter(isWord);
    case 'ConditionalExpression':
      return [...written(node.consequent as Node), ...written(node.alternate as Node)];
    case 'LogicalExpression':
    case 'BinaryExpression':
      return [...written(node.left as Node), ...written(node.right as Node)];
    case 'JSXExpressionContainer':
      return written(node.expression as Node);
    default:
      return [];
  }
}

/** Every word that a component shows and that does not come from the catalogue. */
function strayWords(path: string, source: string): string[] {
  const found: string[] = [];
  const visit = (node: Node, within: string) => {
    if (node.type === 'JSXText' && within !== 'kbd' && isWord(node.value as string))
      found.push((node.value as string).trim());
    if (
      node.type === 'JSXAttribute' &&
      spoken.has((node.name as { name: string }).name) &&
      isNode(node.value)
    )
      found.push(...written(node.value));
    if (node.type === 'JSXElement') {
      const name = (node.openingElement as unknown as { name: { name?: string } }).name.name ?? '';
      for (const child of node.children as Node[]) {
        if (child.type === 'JSXExpressionContainer') found.push(...written(child));
        visit(child, name);
      }
      visit(node.openingElement as Node, name);
      return;
    }
    for (const child of childrenOf(node)) visit(child, within);
  };
  visit(parseSync(path, source).program as unknown as Node, '');
  return found.map((text) => `${path}: ${text}`);
}

const app = new URL('..', import.meta.url);
const files = readdirSync(app, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.tsx'));

test('I18-1 the search for stray words finds text, spoken attributes and glued pieces', () => {
  const source = `
    const a = <b title="Close it">Some text<kbd>Esc</kbd></b>;
    const c = <i aria-label={open ? 'Open it' : words.close}>{\`\${n} rows\`}</i>;
    const d = <i className="row head" title={keyInWords('Mod+K')}>{words.x} · {n > 1 ? 's' : ''}</i>;`;
  expect(strayWords('x.tsx', source)).toEqual([
    'x.tsx: Some text',
    'x.tsx: Close it',
    'x.tsx:  rows',
    'x.tsx: Open it',
  ]);
});

test('I18-1 every word that a component shows comes from the catalogue', () => {
  expect(files.length).toBeGreaterThan(80);
  expect(files.flatMap((path) => strayWords(path, readFileSync(new URL(path, app), 'utf8')))).toEqual([]);
});
