import { expect, test } from 'vitest';
import { stepIndent } from './step-indent';

/** The indent of the `|` behind the mark. */
function indent(text: string): number | undefined {
  return stepIndent(text.replace('‸', ''), text.indexOf('‸') + 1);
}

test('EDT-11 a step begins where the step before it does', () => {
  expect(indent('func main() -> rows\n      ‸|')).toBe(0);
  expect(indent('func main() -> (\n  rows\n  | filter(r -> true)\n‸| map')).toBe(2);
  expect(indent('func main() -> rows\n| map(r -> {\n  r.a,\n})\n    ‸|')).toBe(0);
  expect(indent('func f() -> (\n  let x = rows;\n  x | filter(r -> true)\n      ‸|')).toBe(2);
});

test('EDT-11 the first step behind an open bracket stands two columns in', () => {
  expect(indent('func main() -> (\n‸|')).toBe(2);
});

test('EDT-11 only a `|` that begins its line has an indent', () => {
  expect(indent('func main() -> rows ‸| map')).toBeUndefined();
  expect(indent('func main() -> rows\n‸map')).toBeUndefined();
});
