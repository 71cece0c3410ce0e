import { describe, expect, test } from 'vitest';
import { duckdb, interpreter, planOf } from '../plans.test-data';
import { samples } from '../samples.test-data';
import { explain } from './explain';
import schema from './explain.schema.json';
import { schemaProblem } from './json-schema.test-data';

describe('explain', () => {
  for (const [name, program] of Object.entries(samples)) {
    test(`EXP-1 the text of ${name} is stable`, async () => {
      const text = explain(await planOf(program), 'text');
      // Hashes change with every byte of a program's code; the rest is what a person reads.
      const shown = text.replace(/plan ....….. {2}source ....…../, 'plan ....…..  source ....…..');
      await expect(shown).toMatchFileSnapshot(`golden/${name}.txt`);
      expect(text).not.toMatch(/[ \t]\n/);
    });
  }

  test('EXP-1 the form of specification 5 §6', async () => {
    const program = `func main(invoices: [{id: Int64, date: Date, amount: Float64}]) -> (
  invoices
  | filter(invoice -> invoice.amount > 100)
  | sort(invoice -> -invoice.amount)
  | slice(0, 10)
)`.replace('100)', '100.0)');
    const lines = explain(await planOf(program), 'text').split('\n');
    const schema = '[{id: Int64, date: Date, amount: Float64}]';
    expect(lines[1]).toBe('nodes 5  stages 2  checkpoints 1');
    expect(lines.slice(2)).toEqual([
      '',
      'stage 1  main/sort#1                       checkpoint i0/s/main/sort#1',
      `  main/source#1   source   invoices         ${schema}   1:11`,
      '  main/filter#1   filter   amount > 100.0   <- main/source#1                             3:5',
      '  main/sort#1     sort     sort by -amount  <- main/filter#1          blocking           4:5',
      'stage 2  main/output#1                     result',
      '  main/slice#1    slice    slice 0..10      <- main/sort#1                               5:5',
      `  main/output#1   output   ${schema}  <- main/slice#1`,
      '',
      'externals  (none)',
      'sources    invoices: input',
      '',
    ]);
  });

  test('EXP-1 equal plans explain alike', async () => {
    for (const format of ['text', 'json', 'dot'] as const) {
      const [one, two] = [await planOf(samples.groups!), await planOf(samples.groups!)];
      expect(explain(one, format)).toBe(explain(two, format));
    }
  });

  test('EXP-2 the JSON form keeps to its schema', async () => {
    for (const program of Object.values(samples)) {
      for (const target of [interpreter, duckdb]) {
        const plan = await planOf(program, {}, target);
        const json = JSON.parse(explain(plan, 'json', undefined, { lineage: true }));
        expect(schemaProblem(json, schema)).toBeNull();
      }
    }
    const json = JSON.parse(explain(await planOf(samples.pipeline!), 'json'));
    expect(schemaProblem({ ...json, schemaVersion: 2 }, schema)).not.toBeNull();
    expect(schemaProblem({ ...json, more: 1 }, schema)).not.toBeNull();
    const { effects: _, ...less } = json;
    expect(schemaProblem(less, schema)).not.toBeNull();
  });

  test('EXP-3 figures are the only thing a run adds', async () => {
    const plan = await planOf(samples.pipeline!);
    const node = {
      rowsIn: 3,
      rowsOut: 2,
      bytesOut: 48,
      selfMs: 0.4,
      startedAt: 1,
      finishedAt: 2,
      attempt: 1,
      fromCheckpoint: true,
    };
    const [sort] = plan.stages;
    const stats = { nodes: { [sort!.root]: node }, stages: {}, peakRetainedBytes: 0 };
    const text = explain(plan, 'text', stats);
    const line = text.split('\n').find((row) => row.startsWith('  main/sort#1'))!;
    expect(line).toContain('  rows 3→2  0.4 ms  (checkpoint)');
    expect(text.split('\n').find((row) => row.startsWith('  main/slice#1'))).toContain('  rows -→-  -');
    const json = JSON.parse(explain(plan, 'json', stats));
    expect(json.stats).toEqual({ [sort!.root]: node });
    expect(schemaProblem(json, schema)).toBeNull();
    const { stats: _, ...rest } = json;
    expect(rest).toEqual(JSON.parse(explain(plan, 'json')));
  });

  test('LIN-9 the JSON form has the lineage when asked for', async () => {
    const json = JSON.parse(explain(await planOf(samples.pipeline!), 'json', undefined, { lineage: true }));
    expect(json.lineage.node).toBe('main/output#1');
    expect(json.lineage.columns.map((column: { column: string }) => column.column)).toEqual([
      'id',
      'date',
      'amount',
    ]);
  });

  test('EXP-4 the graph form escapes what it quotes and labels edges by port', async () => {
    const dot = explain(await planOf('func main() -> ["a\\"b\\\\"] | filter(x -> x != "q\\"")'), 'dot');
    expect(dot).toContain('label="filter\\nfilter x != \\"q\\\\\\"\\""');
    expect(dot).toContain('"main/source#1" -> "main/filter#1" [label="in"];');
  });

  test('EXP-6 the graph and the text list the same ids', async () => {
    for (const program of Object.values(samples)) {
      const plan = await planOf(program, { materialize: 'every-node' }, interpreter);
      const rows = explain(plan, 'text')
        .split('\n')
        .flatMap((line) => /^ {2}(\S+)/.exec(line)?.[1] ?? []);
      expect(rows.sort()).toEqual(plan.dag.nodes.map((node): string => node.id).sort());
    }
  });
});
