import type { Diagnostic, Span } from '../../base';
import { diagnosticAt } from '../diagnostics';
import type { Core } from '../names/core';
import type { Module } from '../names/module-tree';
import type { Resolution } from '../names/resolution';
import { unusedNames } from '../names/unused-names';
import { DefinitionChecker } from '../types/check-definition';
import { Definitions } from '../types/definitions';
import { matchHints } from '../types/match-hints';
import { infiniteTypes, markRecursive } from '../types/recursion';
import type { TypedOf } from '../types/typed-tree';
import type { CheckOutcome, CheckSettings, KnownDefinition } from './check-project';
import type {
  AnnotationDefinition,
  CheckedAnnotation,
  CheckedProject,
  SourceFile,
  TypeDefinition,
  ValueDefinition,
} from './checked-project';
import type { DefinitionOrder } from './definition-order';

/** What checking the types of a definition gave, when there was nothing wrong with it. */
export interface Checked {
  readonly type: TypeDefinition | undefined;
  readonly value: ValueDefinition | undefined;
  readonly annotation: AnnotationDefinition | undefined;
  readonly matches: readonly TypedOf<'match'>[];
  readonly invalidDates: readonly Span[];
  /** What the definition mentions, as it was then. */
  readonly uses: readonly Checked[];
}

/** A project whose names are resolved. */
export interface ResolvedProject {
  readonly sources: readonly SourceFile[];
  readonly settings: CheckSettings;
  readonly root: Module;
  readonly definitions: readonly KnownDefinition[];
  readonly rootAnnotations: readonly (readonly [Core, Resolution])[];
  readonly order: DefinitionOrder;
  readonly locals: { count: number };
}

/** The types of all definitions, and then recursion (specification 1 §3.4, §7). */
export function checkDefinitions(input: ResolvedProject): CheckOutcome {
  return new TypeStage(input).run();
}

class TypeStage {
  private readonly diagnostics: Diagnostic[] = [];
  private readonly definitions: Definitions;
  private readonly checker: DefinitionChecker;
  private readonly byPath: ReadonlyMap<string, KnownDefinition>;
  /** What is known for sure so far, by path. */
  private readonly checked = new Map<string, Checked>();
  private readonly matches: TypedOf<'match'>[] = [];
  private readonly invalidDates: Span[] = [];

  constructor(private readonly input: ResolvedProject) {
    const { settings, sources, definitions, locals } = input;
    this.byPath = new Map(definitions.map((known) => [known.desugared.node.path, known]));
    this.definitions = Definitions.extending(settings.std, settings.dependencies?.values());
    const texts = new Map(sources.map(({ path, text }) => [path, text]));
    this.checker = new DefinitionChecker(this.definitions, this.diagnostics, {
      remember: !settings.isStd && settings.mountedAs === undefined,
      nextLocal: () => locals.count++,
      onMatch: (match) => this.matches.push(match),
      onInvalidDate: (span) => this.invalidDates.push(span),
      textOf: (span) => texts.get(span.file)?.slice(span.start, span.end) ?? '',
    });
  }

  run(): CheckOutcome {
    const { input, definitions, diagnostics } = this;
    const { sources, settings, root, order } = input;
    const annotations = this.checkInOrder();
    const resolutions = [
      ...input.definitions.map((known) => known.names!),
      ...input.rootAnnotations.map(([, resolution]) => resolution),
    ];
    if (diagnostics.length > 0) return { diagnostics };

    const typeOrder = order.types.flat().filter((path) => definitions.types.has(path));
    const infinite = infiniteTypes(typeOrder, definitions);
    if (infinite.length > 0) return { diagnostics: infinite };
    if (this.invalidDates.length > 0) {
      const invalid = this.invalidDates.map((span) => diagnosticAt('invalid-date', span, 'invalid date'));
      return { diagnostics: invalid };
    }
    const typeGroups = order.types
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
      order: [...typeGroups, ...order.values.map((path) => [path])],
      annotations,
      hints: settings.isStd
        ? []
        : [
            ...unusedNames(root, resolutions),
            ...this.matches.flatMap((match) => matchHints(match, definitions)),
          ],
      root,
      localCount: input.locals.count,
    };
    return { project, diagnostics };
  }

  /**
   * Checks all definitions in their order, each with its annotations as soon as everything these mention is known,
   * then the annotations of the root, which are the answer. Stops at a mistake that ends the run.
   */
  private checkInOrder(): CheckedAnnotation[] {
    const { checker, input } = this;
    const { types, values, annotations } = this.definitions;
    const isKnown = (path: string): boolean => types.has(path) || values.has(path) || annotations.has(path);
    const waiting: { path: string; position: number; annotation: Core; names: Resolution }[] = [];
    const enter = (path: string, position: number, annotation: Core, names: Resolution): boolean => {
      const checked = checker.annotation(annotation, names);
      const list = checker.annotationLists.get(path);
      if (checked && list) list[position] = checked;
      return checked !== undefined;
    };

    for (const group of [...input.order.types, ...input.order.values.map((path) => [path])]) {
      if (this.reuse(group)) continue;
      for (const path of group) {
        const known = this.byPath.get(path)!;
        const names = known.names!;
        const before = this.counts();
        if (!checker.check(known.desugared, names)) return [];
        for (const [position, annotation] of known.desugared.annotations.entries()) {
          const ready = names.annotationMentions[position]?.every(isKnown);
          if (!ready) waiting.push({ path, position, annotation, names });
          else if (!enter(path, position, annotation, names)) return [];
        }
        this.remember(path, group, before);
      }
    }
    for (const { path, position, annotation, names } of waiting) {
      if (!enter(path, position, annotation, names)) return [];
    }
    const ofRoot: CheckedAnnotation[] = [];
    for (const [annotation, names] of input.rootAnnotations) {
      const checked = checker.annotation(annotation, names);
      if (!checked) return [];
      ofRoot.push(checked);
    }
    return ofRoot;
  }

  /** Takes over what an earlier check found out about definitions that need each other, if it is still true. */
  private reuse(group: readonly string[]): boolean {
    for (const path of group) {
      const known = this.byPath.get(path)!;
      const uses = known.checked && this.usesOf(known, group);
      if (!uses || uses.length !== known.checked?.uses.length) return false;
      if (!uses.every((use, i) => use === known.checked?.uses[i])) return false;
    }
    for (const path of group) {
      const checked = this.byPath.get(path)!.checked!;
      const { type, value, annotation } = checked;
      if (type) this.definitions.types.set(path, type);
      if (value) this.definitions.values.set(path, value);
      if (annotation) this.definitions.annotations.set(path, annotation);
      for (const match of checked.matches) this.matches.push(match);
      for (const span of checked.invalidDates) this.invalidDates.push(span);
      this.checked.set(path, checked);
    }
    return true;
  }

  private remember(path: string, group: readonly string[], before: ReturnType<TypeStage['counts']>): void {
    const known = this.byPath.get(path)!;
    known.checked = undefined;
    const uses = this.usesOf(known, group);
    if (!uses || this.diagnostics.length > before.diagnostics) return;
    // An annotation may mention what comes later.
    if (known.names!.annotationMentions.some((mentions) => mentions.some((one) => this.byPath.has(one))))
      return;
    known.checked = {
      type: this.definitions.types.get(path),
      value: this.definitions.values.get(path),
      annotation: this.definitions.annotations.get(path),
      matches: this.matches.slice(before.matches),
      invalidDates: this.invalidDates.slice(before.invalidDates),
      uses,
    };
    this.checked.set(path, known.checked);
  }

  /** What a definition of `group` mentions outside of it; undefined when there is something wrong with any of it. */
  private usesOf({ names }: KnownDefinition, group: readonly string[]): Checked[] | undefined {
    const uses: Checked[] = [];
    for (const path of names!.mentions) {
      if (!this.byPath.has(path) || group.includes(path)) continue;
      const checked = this.checked.get(path);
      if (!checked) return undefined;
      uses.push(checked);
    }
    return uses;
  }

  private counts(): { diagnostics: number; matches: number; invalidDates: number } {
    return {
      diagnostics: this.diagnostics.length,
      matches: this.matches.length,
      invalidDates: this.invalidDates.length,
    };
  }
}
