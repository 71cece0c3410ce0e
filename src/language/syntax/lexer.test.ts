import { describe, expect, test } from 'vitest';
import { lex } from './lexer';
import { writeText } from './text-literal';

/** Tokens as `kind` or `kind:text`, without the end of input. */
function tokens(text: string): string[] {
  return lex('', text)
    .tokens.slice(0, -1)
    .map(({ kind, text: value }) => (kind === value ? kind : `${kind}:${value}`));
}

function errors(text: string): string[] {
  return lex('', text).diagnostics.map(({ message, span }) => `${span.start}-${span.end} ${message}`);
}

function textValue(source: string): string {
  const { tokens: found, diagnostics } = lex('', source);
  expect(diagnostics).toEqual([]);
  expect(found.map((token) => token.kind)).toEqual([
    source.startsWith('r') ? 'raw text' : 'text',
    'end of input',
  ]);
  return found[0]!.text;
}

describe('choice of tokens (specification 1 §1.2)', () => {
  test.each([
    ['n - 1', ['identifier:n', '-', 'number:1']],
    ['n - -1', ['identifier:n', '-', 'number:-1']],
    ['n-1', ['identifier:n', 'number:-1']],
    ['n -1', ['identifier:n', 'number:-1']],
    ['-@1:00:00', ['-', 'duration:@1:00:00']],
    ['--4', ['-', 'number:-4']],
    ['-0x1f', ['number:-0', 'identifier:x1f']],
    ['a??b', ['identifier:a', '??', 'identifier:b']],
    ['x->y=>z', ['identifier:x', '->', 'identifier:y', '=>', 'identifier:z']],
    ['a:::b', ['identifier:a', '::', ':', 'identifier:b']],
    ['a...b', ['identifier:a', '..', '.', 'identifier:b']],
    ['///', ['//', '/']],
    ['***', ['**', '*']],
    ['a<=b', ['identifier:a', '<=', 'identifier:b']],
    ['s"x"', ['s-string:x']],
    ['f "x"', ['identifier:f', 'text:x']],
    ['internal in', ['identifier:internal', 'keyword in']],
    ['truex true', ['identifier:truex', 'boolean:true']],
    ['\ufeffa', ['identifier:a']],
  ])('%s', (text, expected) => {
    expect(tokens(text)).toEqual(expected);
  });

  test('lex errors skip one character and go on', () => {
    expect(errors("a & ~ ^ $ ' \\ b")).toEqual([
      '2-3 unexpected &',
      '4-5 unexpected ~',
      '6-7 unexpected ^',
      '8-9 unexpected $',
      "10-11 unexpected '",
      '12-13 unexpected \\',
    ]);
    expect(errors('a\rb')).toEqual(['1-2 unexpected \r']);
    expect(errors('a\f\u00a0b')).toEqual(['1-2 unexpected \f', '2-3 unexpected \u00a0']);
    expect(errors('😀')).toEqual(['0-2 unexpected 😀']);
    expect(errors('a\ufeff')).toHaveLength(1);
  });

  test('a text that is not closed is one error', () => {
    expect(errors('const a = "it\'s $5')).toEqual(['10-11 unexpected "']);
    expect(errors('"""a" b')).toEqual(['0-1 unexpected "']);
    expect(errors('f"a')).toEqual(['1-2 unexpected "']);
    expect(errors('`a')).toEqual(['0-1 unexpected `']);
  });

  test('the end of input stands right behind the last token', () => {
    const { tokens: found } = lex('', 'ab  \n # c\n');
    expect(found.at(-1)).toMatchObject({ kind: 'end of input', start: 2, end: 2 });
  });
});

describe('comments (specification 1 §1.3)', () => {
  test('trivia and documentation', () => {
    const { tokens: found, trivia } = lex('', '# a\r\n## b\n#!  c\n#d\n### e\n#!/bin/x');
    expect(trivia.map(({ kind, text }) => `${kind}:${text}`)).toEqual([
      'comment:a',
      'newline:',
      'newline:',
      'newline:',
      'comment:d',
      'newline:',
      'newline:',
    ]);
    expect(found.map(({ kind, text }) => `${kind}:${text}`)).toEqual([
      'doc comment:b',
      'self doc comment: c',
      'doc comment:# e',
      'self doc comment:/bin/x',
      'end of input:',
    ]);
  });
});

describe('identifiers (specification 1 §1.4)', () => {
  test('plain and quoted', () => {
    expect(tokens('_ _a1 größe `unit price` `match` 𝒳²')).toEqual([
      'identifier:_',
      'identifier:_a1',
      'identifier:größe',
      'identifier:unit price',
      'identifier:match',
      'identifier:𝒳²',
    ]);
  });
});

describe('numbers (specification 1 §1.6)', () => {
  test.each([
    ['0xfF_', ['number:0xfF_']],
    ['0x_ff', ['number:0x_ff']],
    ['0X1', ['number:0', 'identifier:X1']],
    ['0x', ['number:0', 'identifier:x']],
    ['0x0123456789abcdef0', ['number:0x0123456789abcdef', 'number:0']],
    ['0b102', ['number:0b10', 'number:2']],
    ['0o78', ['number:0o7', 'number:8']],
    ['007', ['number:0', 'number:0', 'number:7']],
    ['08', ['number:0', 'number:8']],
    ['1__0_', ['number:1__0_']],
    ['0_1', ['number:0', 'identifier:_1']],
    ['0.5', ['number:0.5']],
    ['.5', ['.', 'number:5']],
    ['5.', ['number:5', '.']],
    ['5i32', ['number:5', 'identifier:i32']],
    ['1..9', ['number:1', '..', 'number:9']],
    ['t.0.1', ['identifier:t', '.', 'number:0.1']],
    ['1e6', ['number:1e6']],
    ['1.5E-3_', ['number:1.5E-3', 'identifier:_']],
    ['1e', ['number:1', 'identifier:e']],
    ['1._5', ['number:1', '.', 'identifier:_5']],
    ['-1.2_5e+7', ['number:-1.2_5e+7']],
  ])('%s', (text, expected) => {
    expect(tokens(text)).toEqual(expected);
  });
});

describe('texts (specification 1 §1.7)', () => {
  test.each([
    ['""', ''],
    ['""""""', ''],
    ['"""he said "no" loudly"""', 'he said "no" loudly'],
    ['"a\nb"', 'a\nb'],
    ['r"\\n"', '\\n'],
    ['r"""a"b"""', 'a"b'],
    ['"\\\\\\/\\"\\b\\f\\n\\r\\t"', '\\/"\b\f\n\r\t'],
    ['"\\u{41}\\u{1F600}\\u{41x"', 'A😀Ax'],
    ['"\\x41\\x4\\x414"', 'A\u0004A4'],
    ['"\\u{d800}\\u{}\\u{110000}\\xg"', '\ufffd\ufffd\ufffd\ufffdg'],
    ['"\\q\\\'\\0\\u1234"', "\\q\\'\\0\\u1234"],
    ['"\\u{00000000000000000000000041}"', 'A'],
  ])('%j', (source, value) => {
    expect(textValue(source)).toBe(value);
  });

  test('four quotes are one empty text, a fifth would begin another', () => {
    expect(tokens('"""" "a"')).toEqual(['text:', 'text:a']);
  });

  test('written back', () => {
    expect(writeText('plain é\n\\')).toBe('"plain é\\n\\\\"');
    expect(writeText('a "b" c')).toBe('"""a "b" c"""');
    expect(writeText('a ""b')).toBe('"""a ""b"""');
    expect(writeText('a """b')).toBe('"""""a """b"""""');
    expect(writeText('"a')).toBe('"\\"a"');
    expect(writeText("it's")).toBe('"it\'s"');
  });
});

describe('dates, durations, timestamps (specification 1 §1.9)', () => {
  test.each([
    ['@2025-02-30', ['date:@2025-02-30']],
    ['@-44-03-15', ['date:@-44-03-15']],
    ['@2024-05-06.0', ['date:@2024-05-06', '.', 'number:0']],
    ['@2024-05-06T7:00:00', ['timestamp:@2024-05-06T7:00:00']],
    ['@2024-05-06T-7:00:00.25', ['timestamp:@2024-05-06T-7:00:00.25']],
    ['@0:90:00', ['duration:@0:90:00']],
    ['@1:00:00.0', ['duration:@1:00:00.0']],
    ['@1:00:00.microseconds', ['duration:@1:00:00', '.', 'identifier:microseconds']],
    ['@1:00', ['@', 'number:1', ':', 'number:0', 'number:0']],
    [
      '@1:00:00x',
      ['@', 'number:1', ':', 'number:0', 'number:0', ':', 'number:0', 'number:0', 'identifier:x'],
    ],
    ['@hidden', ['@', 'identifier:hidden']],
  ])('%s', (text, expected) => {
    expect(tokens(text)).toEqual(expected);
  });

  test('a seventh digit of the fraction makes it no literal', () => {
    expect(tokens('@1:00:00.123456')).toHaveLength(1);
    expect(tokens('@1:00:00.1234567')[0]).toBe('@');
  });
});

describe('hostile text', () => {
  test.each([
    ['zero bytes', '\0'.repeat(1_000_000)],
    ['lone surrogates', '\ud800\udc00\udc00'.repeat(300_000)],
    ['a number', '9'.repeat(1_000_000)],
    ['clocks', `@${'9'.repeat(1_000_000)}:00:00`],
    ['quotes', '" x '.repeat(200_001)],
    ['odd quotes', Array.from({ length: 700 }, (_, index) => '"'.repeat(1401 - 2 * index)).join(' x ')],
  ])('%s', (_, text) => {
    const { diagnostics } = lex('', text);
    expect(diagnostics.length).toBeLessThanOrEqual(100);
  });
});
