import type { Labels, RunnerProfile } from '../base';

/** The product's own runners, in order of preference, with their labels (ROUT-11). */
export const defaultRunners: readonly { readonly profile: RunnerProfile; readonly labels: Labels }[] = [
  {
    profile: {
      name: 'interpreter',
      repr: 'bytecode-lt',
      externals: ['std::fs'],
      staging: 'node',
      limits: {},
    },
    labels: { engine: 'lutra', cost: 'light', staging: 'node', persistent: 'false' },
  },
  {
    profile: {
      name: 'duckdb',
      repr: 'sql-duckdb',
      externals: ['std::sql', 'std::fs'],
      staging: 'fused',
      limits: {},
    },
    labels: { engine: 'sql', dialect: 'duckdb', cost: 'medium', staging: 'fused', persistent: 'false' },
  },
  {
    profile: { name: 'pglite', repr: 'sql-pg', externals: ['std::sql'], staging: 'fused', limits: {} },
    labels: { engine: 'sql', dialect: 'postgres', cost: 'medium', staging: 'fused', persistent: 'true' },
  },
];

/** The profile of one of the product's own runners. */
export function defaultProfile(name: string): RunnerProfile | undefined {
  return defaultRunners.find((runner) => runner.profile.name === name)?.profile;
}
