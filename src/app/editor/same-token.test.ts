import { expect, test } from 'vitest';
import { samePlace } from './same-token';

/** Where the mark goes when the text with it becomes the other one. */
function moved(before: string, after: string): string {
  const at = samePlace(before.replace('‸', ''), after, before.indexOf('‸'));
  return `${after.slice(0, at)}‸${after.slice(at)}`;
}

test('EDT-12 the caret stays on its token when the text is laid out', () => {
  const laidOut = 'func main() -> (\n  rows\n  | filter(r -> r.a)\n  | map(f)\n)\n';
  expect(moved('func main()->rows|filter(r->r.‸a)|map(f)', laidOut)).toBe(laidOut.replace('r.a', 'r.‸a'));
  expect(moved('func main()->rows|filter(r->r.a)|‸map(f)', laidOut)).toBe(laidOut.replace('map', '‸map'));
  expect(moved('func ma‸in()->rows|filter(r->r.a)|map(f)', laidOut)).toBe(laidOut.replace('main', 'ma‸in'));
  expect(moved('‸func main()->rows|filter(r->r.a)|map(f)', laidOut)).toBe(`‸${laidOut}`);
  expect(moved('func main()->rows|filter(r->r.a)|map(f‸)', laidOut)).toBe(laidOut.replace('(f)', '(f‸)'));
});
