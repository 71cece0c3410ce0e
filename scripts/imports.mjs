// Imports point one way only (MOD-1). Prints every import that the map of the house forbids; exits 1 when there is one.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'oxc-parser';

/** What each room may import besides itself and libraries. */
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
  engine: [
    'base',
    'language',
    'value',
    'program',
    'sql',
    'std',
    'plan',
    'routing',
    'protocol',
    'runners',
    'execute',
    'runs',
    'data',
    'share',
  ],
  app: ['base', 'engine', 'language'],
  embed: ['base', 'engine', 'language', 'share'],
  cli: [
    'base',
    'language',
    'value',
    'program',
    'sql',
    'std',
    'plan',
    'routing',
    'protocol',
    'runners',
    'execute',
    'runs',
    'data',
    'share',
    'engine',
  ],
};

/** Files by which a room may be entered, besides its own index. */
const doors = [
  /^src\/runners\/[^/]+\/index\.ts$/,
  /^src\/engine\/toolchain\.ts$/,
  /^src\/engine\/[^/]+\.worker\.ts$/,
  // Its declarations alone, without what they mean to runners: for the build.
  /^src\/std\/sources\.ts$/,
];
/** Of `language` the page sees the highlighting alone; of `engine` only types and how to connect (MOD-5). */
const pageDoors = [
  /^src\/language\/syntax\/highlight\.ts$/,
  /^src\/engine\/index\.ts$/,
  /^src\/base\/index\.ts$/,
];
const machine = /^(?:node:|fs$|path$|process$)/;
const knowsTheMachine = ['cli', 'engine', 'app', 'embed'];

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const faults = [];

function sourcesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((item) => {
    const path = join(folder, item.name);
    if (item.isDirectory()) return sourcesBelow(path);
    return /\.tsx?$/.test(item.name) ? [path] : [];
  });
}

function target(from, specifier) {
  const path = resolve(dirname(from), specifier.replace(/\?.*$/, ''));
  const found = [path, `${path}.ts`, `${path}.tsx`, join(path, 'index.ts'), join(path, 'index.tsx')].find(
    (candidate) => existsSync(candidate) && /\.\w+$/.test(candidate),
  );
  return found === undefined ? undefined : relative(root, found);
}

/** Specifiers with whether the import is of types alone. */
function importsOf(path) {
  const text = readFileSync(path, 'utf8');
  const { module, errors } = parseSync(path, text);
  if (errors.length > 0) faults.push(`${relative(root, path)}: cannot be parsed: ${errors[0].message}`);
  const imports = module.staticImports.map((found) => ({
    specifier: found.moduleRequest.value,
    type: found.entries.length > 0 && found.entries.every((entry) => entry.isType),
  }));
  const exports = module.staticExports.flatMap((found) =>
    found.entries
      .filter((entry) => entry.moduleRequest !== null)
      .map((entry) => ({ specifier: entry.moduleRequest.value, type: entry.isType })),
  );
  const dynamic = module.dynamicImports.map((found) => ({
    specifier: text.slice(found.moduleRequest.start, found.moduleRequest.end).replace(/^['"`]|['"`]$/g, ''),
    type: false,
  }));
  return [...imports, ...exports, ...dynamic];
}

/** Edges of values between files of one room, for finding circles. */
const graph = new Map();

for (const path of sourcesBelow(join(root, 'src'))) {
  const from = relative(root, path).replaceAll('\\', '/');
  const room = from.split('/')[1];
  const isTest = /\.test(?:-\w+)?\.tsx?$/.test(from);
  if (!(room in rooms)) {
    faults.push(
      `${from}: src/${room} is no room of the house; name it in scripts/imports.mjs and ARCHITECTURE.md`,
    );
    continue;
  }
  if (isTest) continue;
  const edges = [];
  for (const { specifier, type } of importsOf(path)) {
    if (machine.test(specifier) && !knowsTheMachine.includes(room))
      faults.push(`${from}: ${specifier}: only cli, engine and app know where they run`);
    if (!specifier.startsWith('.')) continue;
    const to = target(path, specifier);
    if (to === undefined) continue;
    const other = to.split('/')[1];
    if (!type) edges.push(to);
    if (other === room) continue;
    if (!rooms[room].includes(other)) faults.push(`${from}: ${room} may not import ${other}`);
    else if (
      room === 'app'
        ? !pageDoors.some((door) => door.test(to)) && !type
        : !/^src\/[^/]+\/index\.tsx?$/.test(to) &&
          !doors.some((door) => door.test(to)) &&
          !(room === 'embed' && pageDoors.some((door) => door.test(to)))
    ) {
      faults.push(`${from}: ${to} is not the face of ${other}; import its index`);
    }
  }
  graph.set(from, edges);
}

const state = new Map();
function findCircle(file, trail) {
  if (state.get(file) === 'done') return;
  const at = trail.indexOf(file);
  if (at >= 0) {
    faults.push(`a circle of imports: ${[...trail.slice(at), file].join(' → ')}`);
    return;
  }
  for (const next of graph.get(file) ?? []) findCircle(next, [...trail, file]);
  state.set(file, 'done');
}
for (const file of graph.keys()) findCircle(file, []);

for (const fault of [...new Set(faults)].sort()) console.error(fault);
console.log(`${graph.size} files, ${new Set(faults).size} forbidden imports`);
process.exitCode = faults.length > 0 ? 1 : 0;
