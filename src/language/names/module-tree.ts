import type { Diagnostic, Span } from '../../base';
import { diagnosticAt } from '../diagnostics';
import type {
  AnnotationNode,
  Definition,
  DefinitionOf,
  FileTree,
  Ident,
  ImportPart,
  ModuleBody,
} from '../syntax/tree';
import type { ModuleScope, ScopeMember } from './module-scope';

/** A definition with its place in the module tree. */
export interface DefinitionNode {
  /** Absolute, segments joined by `::`. */
  readonly path: string;
  readonly name: Ident;
  readonly module: Module;
  readonly syntax: DefinitionOf<'type' | 'external' | 'func' | 'const' | 'anno'>;
}

/** One import entry; `a::(b, c)` makes two. */
export interface Import {
  readonly module: Module;
  readonly segments: readonly Ident[];
  /** The name it gets in the module; absent for `path::*`. */
  readonly name?: string;
  readonly span: Span;
  state: 'waiting' | 'resolving' | 'done';
  /** Whether any name was found through it. */
  used?: boolean;
  target?: ScopeMember;
}

export type Member = ScopeMember | { readonly kind: 'import'; readonly import: Import };

/** A module while names are being resolved; afterwards no member is an import any more. */
export class Module implements ModuleScope {
  readonly members = new Map<string, ScopeMember>();
  readonly starMembers = new Map<string, ScopeMember>();
  /** Named imports by name; once resolved, what they stand for is among the members. */
  readonly named = new Map<string, Import>();
  readonly imports: Import[] = [];
  readonly stars: Import[] = [];
  readonly children: Module[] = [];
  readonly definitions: DefinitionNode[] = [];
  readonly selfAnnotations: AnnotationNode[] = [];
  doc: string | undefined;
  nameSpan: Span | undefined;

  constructor(
    readonly path: string,
    readonly parent?: Module,
  ) {}

  /** Puts a dependency in the place of whatever the text gives its name to (specification 1 §4.1). */
  mount(name: string, dependency: ModuleScope): void {
    const replaced = this.members.get(name);
    const at = this.children.findIndex((child) => replaced?.kind === 'module' && child === replaced.module);
    if (at >= 0) this.children.splice(at, 1);
    const definition = this.definitions.findIndex((node) => node.name.name === name);
    if (definition >= 0) this.definitions.splice(definition, 1);
    this.members.set(name, { kind: 'module', module: dependency });
  }

  /** Absolute path of a member called `name`. */
  pathOf(name: string): string {
    return this.path === '' ? name : `${this.path}::${name}`;
  }
}

/**
 * Merges parsed files into one tree of modules (specification 1 §13.1). `rootPath` is `''`, or `std` when the
 * library checks itself. The root file must be among `files` or the root is empty.
 */
export function moduleTree(
  files: readonly { readonly modulePath: readonly string[]; readonly tree: FileTree }[],
  rootPath: string,
): { root: Module; diagnostics: Diagnostic[] } {
  const root = new Module(rootPath);
  const diagnostics: Diagnostic[] = [];
  /** Where each name of a module was defined, and by which file. */
  const defined = new Map<Module, Map<string, { span: Span; file: string }>>();

  const clash = (module: Module, name: string, file: string, span: Span): boolean => {
    let names = defined.get(module);
    if (!names) {
      names = new Map();
      defined.set(module, names);
    }
    const earlier = names.get(name);
    if (!earlier) {
      names.set(name, { span, file });
      return false;
    }
    if (earlier.file === file) {
      diagnostics.push(diagnosticAt('duplicate-name-in-file', span, 'duplicate name'));
      diagnostics.push(diagnosticAt('duplicate-name-in-file', earlier.span, 'duplicate name'));
    } else {
      diagnostics.push(diagnosticAt('duplicate-name-across-files', earlier.span, 'duplicate name'));
    }
    return true;
  };

  /** The submodule of that name, made if missing; undefined when something else has the name. */
  const child = (module: Module, name: string): Module | undefined => {
    const member = module.members.get(name);
    if (member)
      return member.kind === 'module' ? module.children.find((m) => m === member.module) : undefined;
    const made = new Module(module.pathOf(name), module);
    module.members.set(name, { kind: 'module', module: made });
    module.children.push(made);
    return made;
  };

  const addBody = (module: Module, body: ModuleBody, file: string): void => {
    for (const { text } of body.selfDocs) module.doc = module.doc ? `${module.doc}\n${text}` : text;
    for (const annotation of body.selfAnnotations) module.selfAnnotations.push(annotation);
    for (const definition of body.definitions) addDefinition(module, definition, file);
  };

  const addDefinition = (module: Module, definition: Definition, file: string): void => {
    if (definition.kind === 'import') {
      addImport(module, definition.part, []);
      return;
    }
    const name = definition.name.name;
    if (definition.kind === 'module') {
      const existing = module.members.get(name);
      if (existing && defined.get(module)?.has(name)) {
        const sameFile = defined.get(module)?.get(name)?.file === file;
        if (sameFile || existing.kind !== 'module') {
          clash(module, name, file, definition.span);
          return;
        }
      }
      const inner = child(module, name);
      if (!inner) return;
      if (!defined.get(module)?.has(name)) clash(module, name, file, definition.span);
      inner.nameSpan ??= definition.name.span;
      if (definition.doc && !inner.doc) inner.doc = definition.doc.text;
      addBody(inner, definition.body, file);
      return;
    }
    if (module.members.get(name)?.kind === 'module' && !defined.get(module)?.has(name)) {
      // The module comes from another file, which has no definition to point at: this one is all there is.
      diagnostics.push(diagnosticAt('duplicate-name-across-files', definition.span, 'duplicate name'));
      return;
    }
    if (clash(module, name, file, definition.span)) return;
    const path = module.pathOf(name);
    const kind = definition.kind === 'type' ? 'type' : definition.kind === 'anno' ? 'annotation' : 'value';
    module.members.set(name, { kind, path });
    module.definitions.push({ path, name: definition.name, module, syntax: definition });
  };

  for (const { modulePath, tree } of files) {
    let module: Module | undefined = root;
    for (const name of modulePath) {
      const next: Module | undefined = child(module, name);
      if (!next) {
        const earlier = defined.get(module)?.get(name);
        const start: Span = { file: tree.path, start: 0, end: 0 };
        const span = earlier?.span ?? start;
        diagnostics.push(diagnosticAt('duplicate-name-across-files', span, 'duplicate name'));
        module = undefined;
        break;
      }
      module = next;
    }
    if (module) addBody(module, tree.body, tree.path);
  }
  return { root, diagnostics };
}

/**
 * All names that the text of a project gives to things, as one text: where two are equal, every path means the same.
 * `imports` tells whether any of the names is imported.
 */
export function namespaceOf(root: Module): { key: string; imports: boolean } {
  let key = '';
  let imports = false;
  // No name has a backtick in it.
  const visit = (module: Module): void => {
    key += `${module.path}{`;
    for (const { path, syntax } of module.definitions) key += `${syntax.kind}\`${path}\``;
    for (const { segments, name } of [...module.imports, ...module.stars]) {
      imports = true;
      for (const segment of segments) key += `${segment.name}\``;
      key += `\`${name ?? ''}\``;
    }
    for (const child of module.children) visit(child);
    key += '}';
  };
  visit(root);
  return { key, imports };
}

function addImport(module: Module, part: ImportPart, prefix: readonly Ident[]): void {
  const segments = [...prefix, ...part.path.segments];
  if (part.parts) {
    for (const inner of part.parts) addImport(module, inner, segments);
    return;
  }
  const entry = { module, segments, span: part.span, state: 'waiting' as const };
  if (part.star) {
    module.stars.push(entry);
    return;
  }
  const name = part.alias?.name ?? segments.at(-1)?.name ?? '';
  const named: Import = { ...entry, name };
  module.imports.push(named);
  module.named.set(name, named);
}
