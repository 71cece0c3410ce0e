import type { CompletionItem } from './item';

function keyword(label: string, detail: string, insert = `${label} $0`): CompletionItem {
  return { label, kind: 'keyword', detail, insert, snippet: true };
}

function snippet(label: string, detail: string, insert: string): CompletionItem {
  return { label, kind: 'snippet', detail, insert, snippet: true };
}

/** What a definition can begin with (EDT-6, 7). */
export const definitionKeywords: readonly CompletionItem[] = [
  // biome-ignore-start lint/suspicious/noTemplateCurlyInString: stops of snippets
  snippet('func', 'a function', 'func ${1:name}(${2}) -> $0'),
  snippet('const', 'a constant', 'const ${1:name} = $0'),
  snippet('type', 'a name for a type', 'type ${1:Name}: {$0}'),
  snippet('import', 'names of another module', 'import ${1:module}::${0:name}'),
  snippet('module', 'a module', 'module ${1:name} {\n  $0\n}'),
  snippet('external func', 'a function of the runner', 'external func ${1:name}(${2}): $0'),
  snippet('anno', 'an annotation', 'anno ${1:name}($0)'),
];

/** What an expression can begin with. */
export const expressionKeywords: readonly CompletionItem[] = [
  snippet('match', 'one branch for each variant', 'match ${1:value} {\n  $0\n}'),
  snippet('if then else', 'one of two values', 'if ${1:condition} then ${2:value} else $0'),
  snippet('func (…) ->', 'a function without a name', 'func (${1:x}) -> $0'),
  snippet('let', 'a name for a value', '(let ${1:name} = ${2:value}; $0)'),
  keyword('true', 'a truth value', 'true'),
  keyword('false', 'a truth value', 'false'),
];

/** What can follow a pipe besides a name. */
export const pipeSnippets: readonly CompletionItem[] = [
  snippet(
    'group_map with a function',
    'groups by a key, one row for each group',
    'group_map(${1:row} -> ${1:row}.${2:key}, func (${3:key}, ${4:rows}) -> {${3:key}, $0})',
  ),
];

/** What a type can begin with. */
export const typeKeywords: readonly CompletionItem[] = [
  snippet('enum', 'one of several variants', 'enum {${1:first}, ${2:second}: ${0:Text}}'),
  snippet('func', 'a function type', 'func (${1:Text}): ${0:Bool}'),
  // biome-ignore-end lint/suspicious/noTemplateCurlyInString: stops of snippets
];

/** What a type parameter may be, besides types. */
export const domainKeywords: readonly CompletionItem[] = [
  { label: 'AnyNumber', kind: 'keyword', detail: 'any integer or floating point type' },
];

/** Heads of paths. */
export const pathHeads: readonly CompletionItem[] = [
  { label: 'project', kind: 'keyword', detail: 'the root module of the project' },
  { label: 'super', kind: 'keyword', detail: 'the module around this one' },
];
