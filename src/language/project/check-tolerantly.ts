import type { Span } from '../../base';
import { Desugarer } from '../names/desugar';
import { type DesugaredDefinition, desugarDefinition } from '../names/desugared-definition';
import { resolveImports } from '../names/imports';
import type { ModuleScope, Reference } from '../names/module-scope';
import { moduleTree } from '../names/module-tree';
import { PathWalker } from '../names/path';
import { Resolver } from '../names/resolve';
import { type ParsedFile, parseFile } from '../syntax';
import { DefinitionChecker } from '../types/check-definition';
import { Definitions } from '../types/definitions';
import type { Type } from '../types/type';
import { definitionsBelow } from './check-project';
import type { CheckedProject, SourceFile } from './checked-project';
import { orderDefinitions } from './definition-order';
import { modulePathOf } from './module-path';

/** A node of the typed tree, a pattern or a local, as far as the text tells its type. */
export interface TypedNode {
  readonly type: Type;
  readonly span?: Span;
  readonly extent?: Span;
}

/**
 * What can be told of a project whose text may be wrong anywhere (specification 7 EDT-9): every definition has
 * an entry, and every expression a type, with `unknownType` in the place of what nobody knows. On a text without
 * mistakes all types are those of `checkProject`.
 */
export interface TolerantCheck {
  readonly files: ReadonlyMap<string, ParsedFile>;
  readonly root: ModuleScope;
  readonly std?: ModuleScope;
  readonly walker: PathWalker;
  readonly definitions: Definitions;
  /** Every resolved name of the text with what it stands for, in no particular order (specification 1 §14). */
  readonly references: readonly Reference[];
  /** Inner nodes come before outer ones of the same extent. */
  readonly nodes: readonly TypedNode[];
  /** The definitions of the project by path. */
  readonly owners: ReadonlyMap<string, DesugaredDefinition>;
  /** The type that the place of the expression with this extent asks for, whatever is written there. */
  readonly typeAt: (extent: Span, definition: string) => Type | undefined;
}

/** Checks a project and goes on after every mistake, without telling any. Never fails. */
export function checkTolerantly(
  sources: readonly SourceFile[],
  std: CheckedProject | undefined,
  parse: (source: SourceFile) => ParsedFile = ({ path, text }) => parseFile(path, text),
): TolerantCheck {
  const files = new Map(sources.map((source) => [source.path, parse(source)]));
  const { root } = moduleTree(
    [...files.values()]
      .map(({ file }) => ({ modulePath: modulePathOf(file.path, sources), tree: file }))
      // Files that are no part of the project are passed over, as in the real check.
      .filter(({ modulePath, tree }) => modulePath.length === 0 || tree.submodule),
    '',
  );
  if (std) root.members.set('std', { kind: 'module', module: std.root });
  const desugared = definitionsBelow(root).map(desugarDefinition);
  const walker = new PathWalker(root, std?.root);
  const references: Reference[] = [];
  resolveImports(root, walker, references);
  const resolver = new Resolver(walker, root, references);
  const named = desugared.map((definition) => ({
    desugared: definition,
    names: resolver.resolveDefinition(definition),
  }));
  for (const { value } of root.selfAnnotations) {
    const desugarer = new Desugarer();
    resolver.freeExpression(desugarer.expression(value), root, desugarer.defaults);
  }

  const resolutions = new Map(named.map(({ desugared, names }) => [desugared.node.path, names]));
  const owners = new Map(desugared.map((definition) => [definition.node.path, definition]));
  const definitions = Definitions.extending(std);
  let localCount = std?.localCount ?? 0;
  const checker = (nodes: TypedNode[], hole?: Span): DefinitionChecker =>
    new DefinitionChecker(definitions, [], {
      remember: true,
      nextLocal: () => localCount++,
      textOf: (span) => files.get(span.file)?.file.text.slice(span.start, span.end) ?? '',
      tolerant: {
        hole,
        onTyped: (typed) => {
          for (const node of typed) nodes.push(node);
        },
      },
    });

  const nodes: TypedNode[] = [];
  const all = checker(nodes);
  const order = orderDefinitions(named);
  for (const path of [...order.types.flat(), ...order.values]) {
    const definition = owners.get(path)!;
    const names = resolutions.get(path)!;
    all.check(definition, names);
    for (const [position, annotation] of definition.annotations.entries()) {
      const checked = all.annotation(annotation, names);
      const list = all.annotationLists.get(path);
      if (checked && list) list[position] = checked;
    }
  }
  return {
    files,
    root,
    std: std?.root,
    walker,
    definitions,
    references,
    nodes,
    owners,
    typeAt: (extent, path) => {
      const definition = owners.get(path);
      if (!definition) return undefined;
      const before = { values: definitions.values.get(path), types: definitions.types.get(path) };
      const found: TypedNode[] = [];
      checker(found, extent).check(definition, resolutions.get(path)!);
      if (before.values) definitions.values.set(path, before.values);
      if (before.types) definitions.types.set(path, before.types);
      return found.findLast(
        (node) => node.extent && node.extent.start === extent.start && node.extent.end === extent.end,
      )?.type;
    },
  };
}
