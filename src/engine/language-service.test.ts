import { expect, test } from 'vitest';
import { LanguageService } from './language-service';

const text = `type Row: {id: Int64, name: Text}
const rows: [Row] = [{1, "a"}]
func main() -> rows | filter(r -> r.id > 0) | map(r -> r.name)
`;

test('RPC-1 every answer of the language worker is plain data', async () => {
  const service = new LanguageService();
  const files = [{ path: 'main.lt', text }];
  const told: unknown[] = [];
  const report = await service.check({ files }, 7, (problems) => told.push(problems));
  expect(told).toEqual([report.problems]);
  const at = text.indexOf('r.id') + 2;
  const answers = [
    report,
    await service.hover('main.lt', at),
    await service.complete('main.lt', at, 'interpreter', { tables: ['rows'], files: [] }),
    await service.definition('main.lt', at),
    await service.typeDefinition('main.lt', text.indexOf('rows |')),
    await service.signature('main.lt', text.indexOf('r ->')),
    await service.references('main.lt', text.indexOf('Row')),
    await service.renameTarget('main.lt', text.indexOf('Row')),
    await service.rename('main.lt', text.indexOf('Row'), 'Line'),
    await service.symbols('main.lt'),
    await service.projectSymbols('ma'),
    await service.folds('main.lt'),
    await service.semanticTokens('main.lt'),
    await service.inlayHints('main.lt'),
    await service.fixes({ file: 'main.lt', start: at, end: at }),
    await service.lenses('main.lt'),
    await service.format('main.lt'),
  ];
  expect(report.version).toBe(7);
  for (const answer of answers) {
    expect(answer).not.toBeNull();
    expect(structuredClone(answer)).toEqual(answer);
  }
});

test('EDT-16 files of the library are told by their folder', async () => {
  const service = new LanguageService();
  await service.check({ files: [{ path: 'main.lt', text }] }, 1);
  const place = await service.definition('main.lt', text.indexOf('filter'));
  const file = (await service.library()).find(({ path }) => path === place?.file);
  expect(file?.path).toBe('std/array.lt');
  expect(file?.text.slice(place!.start, place!.end)).toBe('filter');
});

test('EDT-8 the interpreter has no tables', async () => {
  const service = new LanguageService();
  const program = 'func main(): [{id: Int64}] -> ';
  await service.check({ files: [{ path: 'main.lt', text: program }] }, 1);
  const report = await service.complete('main.lt', program.length, 'interpreter');
  const entry = report?.items.find(({ label }) => label === 'sql::from');
  expect(entry?.refusal).toBe('The runner interpreter does not offer this.');
});

test('GRF-1 the plan after an edit is that of the text alone', async () => {
  const service = new LanguageService();
  const before = await service.check({ files: [{ path: 'main.lt', text }] }, 1);
  const kept = structuredClone(before);
  for (const edited of [`# above\n${text}`, text.replace('r.id > 0', 'r.id > 10'), text]) {
    const files = [{ path: 'main.lt', text: edited }];
    const report = await service.check({ files }, 2);
    expect(report.plan?.nodes.length).toBeGreaterThan(3);
    expect(report).toEqual(await new LanguageService().check({ files }, 2));
  }
  expect(before).toEqual(kept);
});
