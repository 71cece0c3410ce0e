import { describe, expect, test } from 'vitest';
import type { Diagnostic, RunnerProfile } from '../base';
import { catalogue, type Explanation, explanationOf, filesOf, type Sample } from '../language';
import type { ProblemSlug } from '../program';
import { compile } from './compiled-plan';
import type { PlanSlug } from './diagnostic';
import { duckdb, interpreter, source, testDeps } from './plans.test-data';

/** What can come out of a compilation beyond the catalogue of the language; the types keep the lists complete. */
const ofPlan: Record<PlanSlug, true> = {
  'config-invalid': true,
  'write-not-allowed': true,
  'no-sql': true,
  superseded: true,
};
const ofProgram: Record<ProblemSlug, true> = {
  'invalid-date': true,
  'cyclic-reference': true,
  'entry-not-data': true,
  'no-default': true,
  'not-comparable': true,
  'function-in-data': true,
  'program-too-large': true,
  'missing-implementation': true,
};
const slugs = [...new Set([...Object.keys(catalogue), ...Object.keys(ofPlan), ...Object.keys(ofProgram)])];

/** No text makes these: a mistake of ours, a compilation given up, and a row that the rules of today never reach. */
const withoutExample = ['cannot-infer-types', 'internal', 'superseded'];

const runners: Record<string, RunnerProfile> = { interpreter, duckdb };

/** All that is said about a sample: the errors, or for one that compiles its hints. */
async function said(
  sample: Sample,
): Promise<{ readonly errors: readonly Diagnostic[]; readonly hints: readonly Diagnostic[] }> {
  const deps = await testDeps();
  const [sources, config] =
    sample.kind === 'config'
      ? [source('func main() -> 1: Int64'), JSON.parse(sample.text) as unknown]
      : [filesOf(sample), {}];
  const plan = compile(sources, config, runners[sample.runner ?? 'interpreter']!, deps);
  return plan.ok ? { errors: [], hints: plan.value.warnings } : { errors: plan.error, hints: [] };
}

async function pageOf(slug: string): Promise<Explanation> {
  const page = await explanationOf(slug);
  if (!page) throw new Error(`there is no page for ${slug}`);
  return page;
}

describe('EXP-5 explanation pages', () => {
  test.each(slugs)('EXP-5 the page of %s', async (slug) => {
    const page = await pageOf(slug);
    const row = (catalogue as Record<string, { title: string; severity: string }>)[slug];
    if (row) expect(page.title).toBe(row.title);
    expect(page.cause.length).toBeGreaterThan(80);
    expect(page.example === null).toBe(withoutExample.includes(slug));
    if (!page.example) return;
    const wrong = await said(page.example.wrong);
    const found = row?.severity === 'hint' ? wrong.hints : wrong.errors;
    expect(found.map((diagnostic) => `${diagnostic.slug}: ${diagnostic.message}`)[0]).toMatch(
      new RegExp(`^${slug}:`),
    );
    const fixed = await said(page.example.fixed);
    expect([...fixed.errors, ...fixed.hints].map(({ message }) => message)).toEqual([]);
  });

  test('EXP-5 no page is left over', async () => {
    const { pages } = await import('../language/diagnostics/pages');
    expect([...pages.keys()].sort()).toEqual([...slugs].sort());
  });
});
