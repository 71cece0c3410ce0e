import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'vitest';
import { renderDiagnostics } from '../language';
import { difference, readCorpus } from './corpus-file';
import { printed } from './output';
import { Workbench } from './workbench';

test('corpus', async () => {
  const w = await Workbench.open();
  let p = 0,
    f = 0;
  const out: string[] = [];
  for (const name of readdirSync('e2e/corpus').sort()) {
    for (const c of readCorpus(readFileSync('e2e/corpus/' + name, 'utf8'))) {
      let got = '';
      try {
        const r = await w.run(
          { sources: [{ path: '', text: c.program }] },
          { runner: process.env.R ?? 'interpreter' },
        );
        got = r.ok
          ? printed(r.value.output, r.value.type)
          : r.error.kind === 'error'
            ? r.error.error.message
            : renderDiagnostics(r.error.diagnostics, [{ path: '', text: c.program }]);
      } catch (e) {
        got = 'THROWN ' + (e as Error).stack?.slice(0, 600);
      }
      if (got.trim() === c.expected) p++;
      else {
        f++;
        out.push(`${name} ${c.name}\n${c.program}\n${difference(c.expected, got)}\n`);
      }
    }
  }
  console.log(out.slice(0, 40).join('\n'));
  console.log(p, f);
}, 200000);
