import type { Diagnostic, Span } from '../../base';
import { diagnosticAt } from '../diagnostics';
import type { Core } from '../names/core';
import { alongCycle, dependencyGroups } from '../names/dependency-order';
import { Desugarer } from '../names/desugar';
import { type DesugaredDefinition, desugarDefinition } from '../names/desugared-definition';
import { resolveImports } from '../names/imports';
import type { Reference } from '../names/module-scope';
import { type Module, moduleTree } from '../names/module-tree';
import { PathWalker } from '../names/path';
import { Resolver } from '../names/resolve';
import { unusedNames } from '../names/unused-names';
import { lex, parseFile } from '../syntax';
import { DefinitionChecker } from '../types/check-definition';
import { Definitions } from '../types/definitions';
import { matchHints } from '../types/match-hints';
import { infiniteTypes, markRecursive } from '../types/recursion';
import type { TypedOf } from '../types/typed-tree';
import type { CheckedAnnotation, CheckedProject, SourceFile } from './checked-project';
import { inFileOrder } from './file-order';
import { modulePathOf } from './module-path';

export interface CheckSettings {
  /** The standard library, already checked; its definitions are shared. */
  readonly std?: CheckedProject;
  /** The sources are those of the standard library itself. */
  readonly isStd?: boolean;
}

export interface CheckOutcome {
  /** Absent when there are errors. */
  readonly project?: CheckedProject;
  /** Errors only, in the order of specification 1 §0 and §4.6. */
  readonly diagnostics: readonly Diagnostic[];
  /** Modules and references, as soon as all names are resolved: also when types are wrong. */
  readonly names?: Pick<CheckedProject, 'root' | 'references'>;
}

/**
 * Checks a whole project: parsing, the module tree, names, types, recursion (specification 1 §0). A stage that
 * finds mistakes is the last one. Never fails, whatever the text.
 */
export function checkProject(sources: readonly SourceFile[], settings: CheckSettings = {}): CheckOutcome {
  const parsed = inFileOrder(sources).map(({ path, text }) => parseFile(path, text));
  const files: { modulePath: readonly string[]; tree: (typeof parsed)[number]['file'] }[] = [];
  const rejected: Diagnostic[] = [];
  const syntax: Diagnostic[] = [];
  for (const { file, diagnostics } of parsed) {
    const modulePath = modulePathOf(file.path, sources);
    if (modulePath.length === 0 && file.submodule) {
      const name = file.path === '' ? 'this file' : `\`${file.path}\``;
      rejected.push(
        diagnosticAt(
          'root-is-submodule',
          { file: file.path, start: 0, end: 1 },
          'cannot load the project root',
          [{ message: `${name} starts with \`submodule\`` }],
        ),
      );
      continue;
    }
    if (modulePath.length > 0 && !file.submodule && lex(file.path, file.text).diagnostics.length === 0)
      continue;
    for (const diagnostic of diagnostics) syntax.push(diagnostic);
    files.push({ modulePath, tree: file });
  }
  if (rejected.length > 0) return { diagnostics: rejected };
  if (syntax.length > 0) return { diagnostics: syntax };

  const { root, diagnostics: clashes } = moduleTree(files, settings.isStd ? 'std' : '');
  if (clashes.length > 0) return { diagnostics: clashes };
  const std = settings.isStd ? root : settings.std?.root;
  if (std) root.mount('std', std);

  const desugarer = new Desugarer();
  const definitions = desugarModule(root, desugarer);
  const rootAnnotations = root.selfAnnotations.map((annotation) => desugarer.expression(annotation.value));
  if (desugarer.error) return { diagnostics: [desugarer.error] };

  const walker = new PathWalker(root, std);
  const references: Reference[] = [];
  const importError = resolveImports(root, walker, references);
  if (importError) return { diagnostics: [importError] };
  const resolver = new Resolver(walker, desugarer.defaults, root);
  for (const definition of definitions) resolver.resolveDefinition(definition);
  for (const annotation of rootAnnotations) resolver.freeExpression(annotation, root);
  if (resolver.error) return { diagnostics: [resolver.error] };

  const order = orderDefinitions(definitions, resolver);
  if (order.error) return { diagnostics: [order.error] };
  return checkTypes({
    sources,
    settings,
    root,
    definitions,
    rootAnnotations,
    resolver,
    desugarer,
    order,
    references,
  });
}

interface Resolved {
  readonly sources: readonly SourceFile[];
  readonly settings: CheckSettings;
  readonly root: Module;
  readonly definitions: readonly DesugaredDefinition[];
  readonly rootAnnotations: readonly Core[];
  readonly resolver: Resolver;
  readonly desugarer: Desugarer;
  readonly order: { readonly types: readonly string[][]; readonly values: readonly string[] };
  readonly references: readonly Reference[];
}

function checkTypes(input: Resolved): CheckOutcome {
  const { sources, settings, resolver } = input;
  const definitions = Definitions.extending(settings.std);
  const diagnostics: Diagnostic[] = [];
  const texts = new Map(sources.map(({ path, text }) => [path, text]));
  let localCount = settings.std?.localCount ?? 0;
  const matches: TypedOf<'match'>[] = [];
  const invalidDates: Diagnostic[] = [];
  const checker = new DefinitionChecker(definitions, diagnostics, {
    names: resolver,
    defaults: input.desugarer.defaults,
    remember: !settings.isStd,
    nextLocal: () => localCount++,
    onMatch: (match) => matches.push(match),
    onInvalidDate: (span) => invalidDates.push(diagnosticAt('invalid-date', span, 'invalid date')),
    textOf: (span: Span) => texts.get(span.file)?.slice(span.start, span.end) ?? '',
  });

  const annotations = checkInOrder(input, checker, definitions);
  const names = { root: input.root, references: [...input.references, ...resolver.references] };
  if (diagnostics.length > 0) return { diagnostics, names };

  const typeOrder = input.order.types.flat().filter((path) => definitions.types.has(path));
  const infinite = infiniteTypes(typeOrder, definitions);
  if (infinite.length > 0) return { diagnostics: infinite, names };
  if (invalidDates.length > 0) return { diagnostics: invalidDates, names };
  const typeGroups = input.order.types
    .map((group) => group.filter((path) => definitions.types.has(path)))
    .filter((group) => group.length > 0);
  for (const group of typeGroups) {
    const members = new Set(group);
    for (const path of group) {
      const definition = definitions.types.get(path)!;
      definitions.types.set(path, { ...definition, type: markRecursive(definition.type, members) });
    }
  }
  const project: CheckedProject = {
    sources,
    types: definitions.types,
    values: definitions.values,
    annotationDefinitions: definitions.annotations,
    order: [...typeGroups, ...input.order.values.map((path) => [path])],
    annotations,
    hints: settings.isStd
      ? []
      : [...unusedNames(input.root, resolver), ...matches.flatMap((match) => matchHints(match, definitions))],
    ...names,
    localCount,
  };
  return { project, diagnostics, names };
}

/**
 * Checks all definitions in their order, each with its annotations as soon as everything these mention is known,
 * then the annotations of the root, which are the answer. Stops at a mistake that ends the run.
 */
function checkInOrder(
  { definitions: desugared, order, resolver, rootAnnotations }: Resolved,
  checker: DefinitionChecker,
  { types, values, annotations }: Definitions,
): CheckedAnnotation[] {
  const isKnown = (path: string): boolean => types.has(path) || values.has(path) || annotations.has(path);
  const waiting: { path: string; position: number; annotation: Core }[] = [];
  const enter = (path: string, position: number, annotation: Core): boolean => {
    const checked = checker.annotation(annotation);
    const list = checker.annotationLists.get(path);
    if (checked && list) list[position] = checked;
    return checked !== undefined;
  };

  const byPath = new Map(desugared.map((definition) => [definition.node.path, definition]));
  for (const path of [...order.types.flat(), ...order.values]) {
    const definition = byPath.get(path)!;
    if (!checker.check(definition)) return [];
    for (const [position, annotation] of definition.annotations.entries()) {
      const ready = resolver.annotationMentions.get(annotation)?.every(isKnown);
      if (!ready) waiting.push({ path, position, annotation });
      else if (!enter(path, position, annotation)) return [];
    }
  }
  for (const { path, position, annotation } of waiting) {
    if (!enter(path, position, annotation)) return [];
  }
  const ofRoot: CheckedAnnotation[] = [];
  for (const annotation of rootAnnotations) {
    const checked = checker.annotation(annotation);
    if (!checked) return [];
    ofRoot.push(checked);
  }
  return ofRoot;
}

/** A module's own definitions before those of its submodules. */
export function desugarModule(module: Module, desugarer: Desugarer): DesugaredDefinition[] {
  return [
    ...module.definitions.map((node) => desugarDefinition(node, desugarer)),
    ...module.children.flatMap((child) => desugarModule(child, desugarer)),
  ];
}

/** The order of specification 1 §4.6: types and annotations first, then values, each after what it mentions. */
export function orderDefinitions(
  definitions: readonly DesugaredDefinition[],
  resolver: Resolver,
): { types: string[][]; values: string[]; error?: Diagnostic } {
  const isType = ({ kind }: DesugaredDefinition): boolean => kind === 'type' || kind === 'annotation';
  const paths = (wanted: boolean): string[] =>
    definitions.filter((definition) => isType(definition) === wanted).map(({ node }) => node.path);
  const mentions = (path: string): readonly string[] => resolver.dependencies.get(path) ?? [];

  const types = dependencyGroups(paths(true), mentions);
  const values: string[] = [];
  let error: Diagnostic | undefined;
  for (const group of dependencyGroups(paths(false), mentions)) {
    const [only] = group;
    if (group.length > 1 || mentions(only!).includes(only!)) {
      const culprit = alongCycle(group, mentions, 1);
      const span = definitions.find(({ node }) => node.path === culprit)!.node.syntax.span;
      error ??= diagnosticAt('cyclic-reference', span, 'unimplemented cyclic references between expressions');
    }
    for (const path of group) values.push(path);
  }
  return { types, values, error };
}
