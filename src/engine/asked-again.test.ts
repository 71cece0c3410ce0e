import { expect, test } from 'vitest';
import { AskedAgain } from './asked-again';
import type { LanguageFacade } from './messages';

/** A worker that writes down what it is asked, and answers only while it lives. */
function worker(heard: string[], answers: boolean): LanguageFacade {
  return new Proxy({} as LanguageFacade, {
    get: (_, method) => (first: unknown, second: unknown) => {
      heard.push(`${String(method)} ${JSON.stringify(first)} ${second}`);
      return answers ? Promise.resolve(String(method)) : new Promise(() => undefined);
    },
  });
}

test('EDT-27 what a dead worker left unanswered is answered by the next, over the same snapshot', async () => {
  const [first, second]: [string[], string[]] = [[], []];
  let living = worker(first, false);
  const asked = new AskedAgain(() => living);
  const files = [{ path: 'module.lt', text: 'func main() -> 1' }];
  void asked.face.check({ files }, 7);
  const hover = asked.face.hover('module.lt', 3);
  living = worker(second, true);
  asked.askAgain();
  expect(await hover).toBe('hover');
  expect(second[0]).toBe(first[0]);
  expect(second.at(-1)).toBe(first.at(-1));
  asked.askAgain();
  expect(second.filter((one) => one.startsWith('hover')).length).toBe(1);
});
