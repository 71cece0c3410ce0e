import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { explain } from '../plan';
import { readCorpus } from './corpus-file';
import { Workbench } from './workbench';

const corpus = join(import.meta.dirname, '../../e2e/corpus');

test('EXP-6 the plan of every program of the corpus is explained, and all forms show the same nodes', async () => {
  const workbench = await Workbench.open();
  for (const file of readdirSync(corpus).filter((name) => name.endsWith('.txt'))) {
    for (const { name, program } of readCorpus(readFileSync(join(corpus, file), 'utf8'))) {
      const plan = workbench.compile({ sources: [{ path: 'main.lt', text: program }] });
      // A few programs are there for the error they give.
      if (!plan.ok) {
        expect([file, name, plan.error.kind]).toEqual([file, name, 'diagnostics']);
        continue;
      }
      const ids = plan.value.dag.nodes.map((node): string => node.id).sort();
      const text = explain(plan.value, 'text');
      expect(text).not.toMatch(/[ \t]\n|undefined|\[object/);
      const rows = [...text.matchAll(/^ {2}(\S+)/gm)].map(([, id]) => id);
      const json: { nodes: { id: string }[] } = JSON.parse(explain(plan.value, 'json'));
      const boxes = [...explain(plan.value, 'dot').matchAll(/^ {4}"((?:[^"\\]|\\.)*)" \[/gm)].map(
        ([, id]) => id,
      );
      expect([file, name, rows.sort()]).toEqual([file, name, ids]);
      expect(json.nodes.map(({ id }) => id).sort()).toEqual(ids);
      expect(boxes.sort()).toEqual(ids);
    }
  }
  await workbench.close();
}, 120_000);
