import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { highlight, highlightLine, highlightStart } from './highlight';

/** Each coloured stretch as `class:text`. */
function colours(text: string): string[] {
  return highlight(text).map((span) => `${span.class}:${text.slice(span.start, span.end)}`);
}

describe('highlighting', () => {
  test('a definition', () => {
    expect(colours('func clamp(v: Int32, low lo: Int32 = 0) -> v # x')).toEqual([
      'keyword:func',
      'function:clamp',
      'punctuation:(',
      'name:v',
      'punctuation::',
      'type:Int32',
      'punctuation:,',
      'name:low',
      'name:lo',
      'punctuation::',
      'type:Int32',
      'operator:=',
      'number:0',
      'punctuation:)',
      'operator:->',
      'name:v',
      'comment:# x',
    ]);
  });

  test('fields, labels, variants, modules, annotations', () => {
    expect(colours('@hidden t.a | math::f(x, by = .some(1)) {b = 2}')).toEqual([
      'annotation:@',
      'annotation:hidden',
      'name:t',
      'punctuation:.',
      'field:a',
      'operator:|',
      'module:math',
      'punctuation:::',
      'function:f',
      'punctuation:(',
      'name:x',
      'punctuation:,',
      'label:by',
      'operator:=',
      'punctuation:.',
      'variant:some',
      'punctuation:(',
      'number:1',
      'punctuation:)',
      'punctuation:)',
      'punctuation:{',
      'field:b',
      'operator:=',
      'number:2',
      'punctuation:}',
    ]);
  });

  test('texts with escapes and holes', () => {
    expect(colours('"a\\n" r"\\n" f"{{x {y.z:w}"')).toEqual([
      'text:"a',
      'escape:\\n',
      'text:"',
      'text:r"\\n"',
      'text:f"',
      'escape:{{',
      'text:x ',
      'punctuation:{',
      'interpolation:y.z:w',
      'punctuation:}',
      'text:"',
    ]);
  });

  test('a text over several lines', () => {
    expect(colours('"""a\n "b"\nc""" true @2024-01-01')).toEqual([
      'text:"""a',
      'text: "b"',
      'text:c"""',
      'boolean:true',
      'date:@2024-01-01',
    ]);
  });

  test('a text that is not closed reaches on', () => {
    expect(colours('const a = f"x\nconst')).toEqual([
      'keyword:const',
      'name:a',
      'operator:=',
      'text:f"x',
      'text:const',
    ]);
  });

  test('any text: spans are in order, do not overlap and stay inside', () => {
    const piece = fc.constantFrom(
      '"',
      '"""',
      'f"',
      'r"',
      '{',
      '}',
      '\\',
      '`',
      '#',
      '##',
      '@',
      'a',
      '.',
      '\n',
      ' ',
      '1',
      '\ud800',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        let end = 0;
        for (const span of highlight(text)) {
          expect(span.start).toBeGreaterThanOrEqual(end);
          expect(span.end).toBeGreaterThan(span.start);
          end = span.end;
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 3000 },
    );
  });

  test('a line needs nothing but the state before it', () => {
    const first = highlightLine('f({a = "', highlightStart);
    expect(first.state).toEqual({ open: { kind: 'text', quotes: 1 }, brackets: '({', previous: 'text' });
    const second = highlightLine('x", b = 1', first.state);
    expect(second.spans.find((span) => span.class === 'field')).toEqual({ start: 4, end: 5, class: 'field' });
  });
});
