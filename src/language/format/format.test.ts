import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lex, parseFile } from '../syntax';
import { applyEdits, formatFile } from '.';
import cases from './cases.txt?raw';

function format(text: string): string {
  const result = formatFile('', text);
  if (!result.ok) throw new Error(`not formatted: ${result.diagnostics[0]?.message}`);
  return result.text;
}

describe('formatting (specification 1 §12)', () => {
  const blocks = cases.split(/^=== /m).slice(1);
  const triples = blocks.map((block) => {
    const [, title, source, expected] = /^(.*)\n((?:.*\n)*?)---\n([\s\S]*?)\n*$/.exec(block)!;
    return [title!, source!, expected!] as const;
  });
  test.each(triples)('%s', (_, source, expected) => {
    if (expected === '!') {
      expect(formatFile('', source).ok).toBe(false);
      return;
    }
    const wanted = expected === '=' ? source : `${expected}\n`;
    const formatted = format(source);
    expect(formatted).toBe(wanted);
    expect(format(formatted)).toBe(formatted);
  });
});

describe('the edge of the line', () => {
  const name = (length: number) => 'x'.repeat(length);

  test('a line of exactly 80 columns is allowed', () => {
    // `const a = [` and `]` take 12 columns, `, ` two.
    expect(format(`const a = [${name(33)}, ${name(33)}]\n`)).toHaveLength(81);
    expect(format(`const a = [${name(33)}, ${name(34)}]\n`)).toBe(
      `const a = [\n  ${name(33)}, ${name(34)},\n]\n`,
    );
    expect(format(`const a = ${name(70)}\n`)).toHaveLength(81);
  });

  test('items together leave room for their comma', () => {
    expect(format(`const a = [${name(37)}, ${name(38)}]\n`)).toBe(
      `const a = [\n  ${name(37)}, ${name(38)},\n]\n`,
    );
    expect(format(`const a = [${name(38)}, ${name(38)}]\n`)).toBe(
      `const a = [\n  ${name(38)},\n  ${name(38)},\n]\n`,
    );
  });

  test('an atom may go over the edge by its comma, an item that can break may not', () => {
    expect(format(`const a = [1, ${name(78)}]\n`)).toBe(`const a = [\n  1,\n  ${name(78)},\n]\n`);
    expect(format(`const a = [1, [${name(75)}]]\n`)).toBe(`const a = [\n  1,\n  [${name(75)}],\n]\n`);
    expect(format(`const a = [1, [${name(76)}]]\n`)).toBe(
      `const a = [\n  1,\n  [\n    ${name(76)},\n  ],\n]\n`,
    );
    const tooLong = `const a  =  [1, ${name(79)}]\n`;
    expect(format(tooLong)).toBe(tooLong);
  });

  test('the bracket of a single argument counts', () => {
    expect(format(`const a = f([${name(65)}])\n`)).toBe(`const a = f([${name(65)}])\n`);
    expect(format(`const a = f([${name(66)}])\n`)).toBe(`const a = f([\n  ${name(66)},\n])\n`);
  });
});

describe('edits', () => {
  test('one for each definition that changes, in order', () => {
    const text = 'const a  = 1\n\nconst b = 2\n\nconst c  = 3\n';
    const result = formatFile('a.lt', text);
    expect(result).toEqual({
      ok: true,
      edits: [
        { span: { file: 'a.lt', start: 0, end: 12 }, newText: 'const a = 1' },
        { span: { file: 'a.lt', start: 25, end: 39 }, newText: '\n\nconst c = 3' },
      ],
      text: 'const a = 1\n\nconst b = 2\n\nconst c = 3\n',
    });
  });

  test('a file with syntax errors is not formatted', () => {
    expect(formatFile('', 'const a  = \n')).toMatchObject({ ok: false, diagnostics: [{ code: 'E0003' }] });
    expect(formatFile('', 'const a  = 1 $\n')).toMatchObject({ ok: false });
  });

  test('line breaks of either kind, and a byte order mark', () => {
    expect(format('\ufeffconst a  = [\r\n  1, # x\r\n]\r\n')).toBe('\ufeffconst a = [\n  1, # x\n]\n');
  });
});

// Random programs ------------------------------------------------------------------------------------

const name = fc.constantFrom(
  'a',
  'some_name',
  'another_rather_long_name',
  '`match`',
  'x::y',
  'b.c',
  'm::n.o.0',
);
const word = fc.constantFrom('a', 'some_name', 'another_rather_long_name', '`match`');
const literal = fc.constantFrom(
  '1',
  '-2.5',
  '"text"',
  '"""a "q" b"""',
  'r"\\d"',
  'f"a{b.c}{{"',
  'true',
  '@1:2:3'.replace('2', '02').replace('3', '03'),
  '@2024-1-2'.replace('-1-2', '-01-02'),
);
const space = fc.constantFrom(
  '',
  ' ',
  '\n',
  '\n\n',
  '  ',
  ' # comment\n',
  '\n# own line\n',
  '\n\n\n# c\n\n\n',
);
const few = <T>(arbitrary: fc.Arbitrary<T>) => fc.array(arbitrary, { maxLength: 4 });

const { expr } = fc.letrec<{ expr: string }>((tie) => {
  const e = tie('expr');
  const items = fc
    .array(fc.tuple(space, e, space), { maxLength: 4 })
    .map((list) => list.map((item) => item.join('')).join(','));
  return {
    expr: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      name,
      literal,
      fc.tuple(items, space).map(([list, gap]) => `[${list}${gap}]`),
      fc.tuple(word, items, space).map(([callee, list, gap]) => `${callee}(${list}${gap})`),
      fc
        .tuple(few(fc.tuple(fc.constantFrom('', 'f = ', '..'), e)), space)
        .map(([fields, gap]) => `{${fields.map((field) => field.join('')).join(',')}${gap}}`),
      fc.tuple(space, e, space).map(([before, inner, after]) => `(${before}${inner}${after})`),
      fc
        .tuple(e, fc.constantFrom(' + ', ' - ', '*', '\n| ', ' && '), e)
        .map(([left, operator, right]) => `(${left}${operator}${right})`),
      fc.tuple(name, fc.constantFrom(' + ', '\n| ', ' ?? '), e).map((parts) => parts.join('')),
      fc.tuple(word, e).map(([param, body]) => `${param} -> ${body}`),
      fc
        .tuple(few(word), e)
        .map(([params, body]) => `func (${params.map((param) => `${param}: T`).join(', ')}): R -> ${body}`),
      fc.tuple(e, e, e).map(([a, b, c]) => `if ${a} then ${b} else ${c}`),
      fc
        .tuple(name, e, space)
        .map(([subject, value, gap]) => `match ${subject} { .v(n) | .w(n) => ${value}, _ => ${gap} 1 }`),
      fc
        .tuple(space, word, e, space, e)
        .map(([gap, bound, value, after, body]) => `(${gap}let ${bound} = ${value};${after}${body})`),
      fc.tuple(word, e).map(([variant, payload]) => `.${variant}(${payload})`),
      e.map((operand) => `- (${operand})`),
      fc.tuple(word, e).map(([base, index]) => `${base}[${index}]`),
    ),
  };
});

const definition = fc.oneof(
  fc.tuple(space, expr).map(([gap, value]) => `const NAME${gap}= ${value}`),
  fc
    .tuple(few(fc.tuple(space, word)), expr)
    .map(
      ([params, body]) =>
        `func NAME(${params.map(([gap, param]) => `${gap}${param}: T`).join(',')}) -> ${body}`,
    ),
  few(fc.tuple(space, word, fc.constantFrom('', ' as x', '::*'))).map(
    (parts) => `import i::(${parts.map((part) => part.join('')).join(',')})`,
  ),
  fc
    .tuple(few(fc.tuple(space, word)), space)
    .map(
      ([fields, gap]) =>
        `type NAME: {${fields.map(([before, field]) => `${before}${field}: [T]?`).join(',')}${gap}}`,
    ),
  fc.constant('external func NAME(a: A, B): C where A, B: Int8 | Text, C: {x: Int8, ..}'),
  fc.constant('## doc\n@hidden\nmodule NAME {\n# c\nconst a = 1 # d\n}'),
);
const source = fc.array(fc.tuple(definition, space), { maxLength: 4 }).map((parts) => {
  return parts.map(([text, gap], index) => `${text.replace('NAME', `name_${index}`)}${gap}`).join('\n');
});

/** The tokens that formatting must keep, in order: without commas, parentheses and the contents of imports. */
function essence(text: string): string[] {
  const kept: string[] = [];
  let importing = false;
  for (const { kind, text: value } of lex('', text).tokens) {
    if (kind.startsWith('keyword'))
      importing = kind === 'keyword import' || (importing && kind === 'keyword as');
    if (kind === ',' || kind === '(' || kind === ')' || importing) continue;
    kept.push(
      kind === 'raw text' ? 'text' : kind.replace(/^(date|duration)$/, 'time'),
      kind === 'duration' || kind === 'interpolated string' ? '' : value,
    );
  }
  return kept;
}

function comments(text: string): string[] {
  return lex('', text)
    .trivia.filter((part) => part.kind === 'comment')
    .map((part) => part.text)
    .sort();
}

describe('any program', () => {
  test('keeps its tokens and comments, and does not change when formatted again', () => {
    let formattedCount = 0;
    fc.assert(
      fc.property(source, (text) => {
        if (parseFile('', text).diagnostics.length > 0) return;
        formattedCount += 1;
        const result = formatFile('', text);
        if (!result.ok) throw new Error('a right file is formatted');
        expect(applyEdits(text, result.edits)).toBe(result.text);
        expect(essence(result.text)).toEqual(essence(text));
        expect(comments(result.text)).toEqual(comments(text));
        expect(format(result.text)).toBe(result.text);
      }),
      { numRuns: 2000 },
    );
    expect(formattedCount).toBeGreaterThan(1500);
  });
});
