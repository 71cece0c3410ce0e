// Imports point one way only (MOD-1). A room may import the rooms listed for it, through their index, and itself.
const rooms = {
  base: [],
  language: ['base'],
  value: ['base'],
  program: ['base', 'language', 'value'],
  sql: ['base', 'program', 'value'],
  std: ['base', 'value', 'program', 'sql'],
  plan: ['base', 'language', 'program', 'sql', 'std', 'value'],
  routing: ['base'],
  protocol: ['base', 'value', 'routing'],
  runners: ['base', 'program', 'routing', 'protocol', 'value', 'std'],
  execute: ['base', 'plan', 'routing'],
  runs: ['base'],
  data: ['base', 'value'],
  share: ['base'],
};

const forbidden = Object.entries(rooms).map(([room, allowed]) => ({
  name: `${room}-imports`,
  comment: `src/${room} may import only: ${allowed.join(', ') || 'nothing'} (ARCHITECTURE.md)`,
  severity: 'error',
  from: { path: `^src/${room}(/|\\.ts$)`, pathNot: '\\.test\\.tsx?$' },
  to: { path: '^src/', pathNot: `^src/(${[room, ...allowed].join('|')})(/|\\.ts$)` },
}));

module.exports = {
  forbidden: [
    ...forbidden,
    {
      name: 'through-the-index',
      comment: 'A room is entered through its index.ts only (API-4).',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: { path: '^src/([^/]+)/', pathNot: ['^src/$1/', '^src/[^/]+/index\\.tsx?$', '^src/runners/[^/]+/index\\.ts$', '^src/engine/toolchain\\.ts$', '^src/engine/.*\\.worker\\.ts$'] },
    },
    {
      name: 'app-sees-types',
      comment: 'The page holds no logic: of engine only types, of language only the grammar for highlighting.',
      severity: 'error',
      from: { path: '^src/app/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^src/(value|program|sql|std|plan|routing|protocol|runners|execute|runs|data|cli)(/|\\.ts$)' },
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    parser: 'swc',
  },
};
