import { describe, expect, test } from 'vitest';
import type { DiagnosticNote } from '../../base';
import { diagnosticAt } from './diagnostic';
import { lineColumn } from './line-column';
import { renderDiagnostics } from './render';

/** Renders one diagnostic; its span is the first occurrence of `mark` in `text`. */
function render(
  text: string,
  mark: string,
  message: string,
  additional: DiagnosticNote[] = [],
  path = 'main.lt',
) {
  const start = text.indexOf(mark);
  const span = { file: path, start, end: start + mark.length };
  return renderDiagnostics([diagnosticAt('type-mismatch', span, message, additional)], [{ path, text }]);
}

/** Compares with a picture, written indented and between line breaks. */
function picture(strings: TemplateStringsArray): string {
  const lines = strings[0]!.split('\n').slice(1, -1);
  return lines.map((line) => line.slice(6)).join('\n');
}

describe('rendering a diagnostic (specification 1 §11.4)', () => {
  test('the example of the specification', () => {
    const text = 'const a = 1\n\nconst k: Bool = "no"\n';
    const notes = [{ message: 'first note' }, { message: 'second note' }];
    expect(render(text, '"no"', 'k expected type `Bool`, but found type `Text`', notes)).toBe(picture`
      [E0006] Error:
         ╭─[ main.lt:3:17 ]
         │
       3 │ const k: Bool = "no"
         │                 ──┬─
         │                   ╰─── k expected type \`Bool\`, but found type \`Text\`
         │
         │ Note: first note
         │       second note
      ───╯
`);
  });

  test('a nameless source, a code that is not shown, a line number of two digits', () => {
    const text = `${'\n'.repeat(9)}x`;
    const span = { file: '', start: 9, end: 10 };
    const diagnostic = diagnosticAt('name-does-not-exist', span, 'name does not exist');
    expect(renderDiagnostics([diagnostic], [{ path: '', text }])).toBe(picture`
      Error:
          ╭─[ <unknown>:10:1 ]
          │
       10 │ x
          │ ┬
          │ ╰── name does not exist
      ────╯
`);
  });

  test('a place of no width', () => {
    expect(render('func f()', '', 'expected ->')).toBe(picture`
      [E0006] Error:
         ╭─[ main.lt:1:1 ]
         │
       1 │ func f()
         │ │
         │ ╰─ expected ->
      ───╯
`);
  });

  test('several labels on one line', () => {
    const text = 'func f(x = 1, y) -> x';
    const y = { file: 'main.lt', start: 14, end: 15 };
    const notes = [{ message: 'Either swap' }, { message: 'because', span: y }];
    expect(render(text, 'x = 1', 'never used', notes)).toBe(picture`
      [E0006] Error:
         ╭─[ main.lt:1:8 ]
         │
       1 │ func f(x = 1, y) -> x
         │        ──┬──  ┬
         │          ╰─────── never used
         │               │
         │               ╰── because
         │
         │ Note: Either swap
      ───╯
`);
  });

  test('labels on different lines and in another file', () => {
    const one = { file: 'a.lt', start: 0, end: 1 };
    const other = { file: 'b.lt', start: 2, end: 3 };
    const sources = [
      { path: 'a.lt', text: 'a\n\n\nbcd' },
      { path: 'b.lt', text: '\n\nz' },
    ];
    const additional = [
      { message: 'and here', span: { file: 'a.lt', start: 4, end: 7 } },
      { message: 'and there', span: other },
    ];
    expect(renderDiagnostics([diagnosticAt('type-mismatch', one, 'here', additional)], sources)).toBe(picture`
      [E0006] Error:
         ╭─[ a.lt:1:1 ]
         │
       1 │ a
         │ ┬
         │ ╰── here
         ┆
       4 │ bcd
         │ ─┬─
         │  ╰─── and here
         │
         ├─[ b.lt:3:1 ]
         │
       3 │ z
         │ ┬
         │ ╰── and there
      ───╯
`);
  });

  test('a span of several lines', () => {
    expect(render('const a = {\n  1,\n}\n', '{\n  1,\n}', 'wrong')).toBe(picture`
      [E0006] Error:
         ╭─[ main.lt:1:11 ]
         │
       1 │ ╭─▶ const a = {
       2 │ │     1,
       3 │ ├─▶ }
         │ │
         │ ╰─────── wrong
      ───╯
`);
  });

  test('tabs are four blanks, characters beyond the basic plane one column', () => {
    expect(render('\té𝒳 = bad', 'bad', 'no')).toBe(picture`
      [E0006] Error:
         ╭─[ main.lt:1:7 ]
         │
       1 │     é𝒳 = bad
         │          ─┬─
         │           ╰─── no
      ───╯
`);
  });

  test('several diagnostics follow each other on the next line', () => {
    const text = renderDiagnostics(
      [
        diagnosticAt('syntax', { file: '', start: 0, end: 1 }, 'one'),
        diagnosticAt('syntax', { file: '', start: 0, end: 1 }, 'two'),
      ],
      [{ path: '', text: 'x' }],
    );
    expect(text.match(/───╯\n\[E0003\] Error:\n/g)).toHaveLength(1);
  });
});

describe('lines and columns', () => {
  test('count from one, in characters', () => {
    expect(lineColumn('ab\ncd', 0)).toEqual({ line: 1, column: 1 });
    expect(lineColumn('ab\ncd', 2)).toEqual({ line: 1, column: 3 });
    expect(lineColumn('ab\ncd', 3)).toEqual({ line: 2, column: 1 });
    expect(lineColumn('𝒳𝒳y', 4)).toEqual({ line: 1, column: 3 });
    expect(lineColumn('a\r\nb', 3)).toEqual({ line: 2, column: 1 });
    expect(lineColumn('\ufeffa', 1)).toEqual({ line: 1, column: 1 });
    expect(lineColumn('', 0)).toEqual({ line: 1, column: 1 });
  });
});
