import type { Diagnostic } from '../../base';
import { diagnosticAt } from '../diagnostics';
import type { Core } from '../names/core';
import { Desugarer } from '../names/desugar';
import { type DesugaredDefinition, desugarDefinition } from '../names/desugared-definition';
import { resolveImports } from '../names/imports';
import { type DefinitionNode, type Module, moduleTree, namespaceOf } from '../names/module-tree';
import { PathWalker } from '../names/path';
import type { Resolution } from '../names/resolution';
import { Resolver } from '../names/resolve';
import { lex, type ParsedFile, parseFile } from '../syntax';
import { type Checked, checkDefinitions } from './check-definitions';
import type { CheckedProject, SourceFile } from './checked-project';
import { orderDefinitions } from './definition-order';
import { inFileOrder } from './file-order';
import { modulePathOf, pathInProject } from './module-path';

export interface CheckSettings {
  /** The standard library, already checked; its definitions are shared. */
  readonly std?: CheckedProject;
  /** The sources are those of the standard library itself. */
  readonly isStd?: boolean;
  /** The sources are those of a dependency: all paths of its definitions begin with this name. */
  readonly mountedAs?: string;
  /** Dependencies by the name they are mounted under, checked as such, each with the ones before it. */
  readonly dependencies?: ReadonlyMap<string, CheckedProject>;
}

export interface CheckOutcome {
  /** Absent when there are errors. */
  readonly project?: CheckedProject;
  /** Errors only, in the order of specification 1 §0 and §4.6. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Checks a whole project: parsing, the module tree, names, types, recursion (specification 1 §0). A stage that
 * finds mistakes is the last one. Never fails, whatever the text.
 */
export function checkProject(sources: readonly SourceFile[], settings: CheckSettings = {}): CheckOutcome {
  const own = sources.filter((file) => !file.dependency);
  const dependencies = new Map<string, CheckedProject>();
  for (const name of new Set(sources.flatMap((file) => file.dependency?.name ?? []))) {
    const files = sources.filter((file) => file.dependency?.name === name);
    const { project, diagnostics } = new ProjectChecker({ ...settings, dependencies, mountedAs: name }).check(
      files,
    );
    if (!project) return { diagnostics };
    dependencies.set(name, project);
  }
  if (dependencies.size === 0) return new ProjectChecker(settings).check(own);
  const outcome = new ProjectChecker({ ...settings, dependencies }).check(own);
  return outcome.project ? { ...outcome, project: { ...outcome.project, sources } } : outcome;
}

/** What is known of a definition of the text. */
export interface KnownDefinition {
  readonly desugared: DesugaredDefinition;
  names: Resolution | undefined;
  checked: Checked | undefined;
}

/**
 * Checks a project again and again while its text changes: what an edit leaves as it was is not checked a second
 * time. The outcome is that of `checkProject`. It stays true only until the next check, because the places in
 * what is kept move along with the text.
 */
export class ProjectChecker {
  private files = new Map<string, ParsedFile>();
  /** By the written definition, which stays the same object as long as its text does. */
  private known = new Map<DefinitionNode['syntax'], KnownDefinition>();
  /** The names that there were in the last check, with what they stand for. */
  private namespace = '';
  private readonly locals: { count: number };

  constructor(private readonly settings: CheckSettings = {}) {
    const latest = [...(settings.dependencies?.values() ?? [])].at(-1) ?? settings.std;
    this.locals = { count: latest?.localCount ?? 0 };
  }

  /** The file as the last check has read it; undefined when it was not there. */
  file(path: string): ParsedFile | undefined {
    return this.files.get(path);
  }

  check(sources: readonly SourceFile[]): CheckOutcome {
    const { settings } = this;
    const parsed = this.parse(sources);
    const places = new Map(sources.map((source) => [source.path, pathInProject(source)]));
    const files: { modulePath: readonly string[]; tree: ParsedFile['file'] }[] = [];
    const rejected: Diagnostic[] = [];
    const syntax: Diagnostic[] = [];
    for (const { file, diagnostics } of parsed) {
      const modulePath = modulePathOf(places.get(file.path) ?? file.path, sources);
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

    const { root, diagnostics: clashes } = moduleTree(
      files,
      settings.isStd ? 'std' : (settings.mountedAs ?? ''),
    );
    if (clashes.length > 0) return { diagnostics: clashes };
    const std = settings.isStd ? root : settings.std?.root;
    for (const [name, { root: dependency }] of settings.dependencies ?? []) root.mount(name, dependency);
    if (settings.std && !settings.isStd) root.mount('std', settings.std.root);

    const definitions = this.desugar(root);
    const desugarer = new Desugarer();
    const rootAnnotations = root.selfAnnotations.map((annotation) => desugarer.expression(annotation.value));
    const sugarError = definitions.find(({ desugared }) => desugared.error)?.desugared.error;
    if (sugarError ?? desugarer.error) return { diagnostics: [(sugarError ?? desugarer.error)!] };

    const walker = new PathWalker(root, std);
    const importError = resolveImports(root, walker);
    if (importError) return { diagnostics: [importError] };
    const resolver = new Resolver(walker, root);
    this.resolve(root, definitions, resolver);
    const ofRoot = rootAnnotations.map((annotation): [Core, Resolution] => [
      annotation,
      resolver.freeExpression(annotation, root, desugarer.defaults),
    ]);
    if (resolver.error) return { diagnostics: [resolver.error] };

    const order = orderDefinitions(definitions);
    if (order.error) return { diagnostics: [order.error] };
    return checkDefinitions({
      sources,
      settings,
      root,
      definitions,
      rootAnnotations: ofRoot,
      order,
      locals: this.locals,
    });
  }

  private parse(sources: readonly SourceFile[]): ParsedFile[] {
    const parsed = inFileOrder(sources).map(({ path, text }) => {
      const earlier = this.files.get(path);
      return earlier?.file.text === text ? earlier : parseFile(path, text, earlier);
    });
    this.files = new Map(parsed.map((file) => [file.file.path, file]));
    return parsed;
  }

  private desugar(root: Module): KnownDefinition[] {
    const known = new Map<DefinitionNode['syntax'], KnownDefinition>();
    for (const node of definitionsBelow(root)) {
      const earlier = this.known.get(node.syntax);
      if (earlier) earlier.desugared.node = node;
      known.set(
        node.syntax,
        earlier ?? { desugared: desugarDefinition(node), names: undefined, checked: undefined },
      );
    }
    this.known = known;
    return [...known.values()];
  }

  /** Resolves the names of all definitions that are new, or of all when the names there are have changed. */
  private resolve(root: Module, definitions: readonly KnownDefinition[], resolver: Resolver): void {
    const namespace = namespaceOf(root);
    const same = namespace.key === this.namespace;
    this.namespace = namespace.key;
    for (const known of definitions) {
      if (!same) known.checked = undefined;
      // Which imports are used is found out again each time.
      if (same && known.names?.complete && !namespace.imports) continue;
      known.names = resolver.resolveDefinition(known.desugared);
    }
  }
}

/** A module's own definitions before those of its submodules. */
export function definitionsBelow(module: Module): DefinitionNode[] {
  const all: DefinitionNode[] = [];
  const visit = (inner: Module): void => {
    for (const node of inner.definitions) all.push(node);
    for (const child of inner.children) visit(child);
  };
  visit(module);
  return all;
}
