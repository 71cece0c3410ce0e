import type { Span } from '../../base';
import type { Ident } from '../syntax/tree';
import type { ModuleScope, ScopeMember } from './module-scope';
import type { Import, Module } from './module-tree';

/** Why a path leads nowhere (specification 1 §4.2). */
export type PathFault = 'name does not exist' | 'unknown name' | 'recursive reference';
export type PathResult =
  | { readonly ok: true; readonly member: ScopeMember }
  /** `at`: the import entry on the way that is at fault; `within`: where `segment` was not found. */
  | {
      readonly ok: false;
      readonly fault: PathFault;
      readonly at?: Span;
      readonly within?: ModuleScope;
      readonly segment?: Ident;
    };

/** Each import on the way to another takes room on the stack; a chain of more is refused like a circle. */
const maxImportChain = 1000;

/** Walks paths through modules and their imports. Locals are not its business. */
export class PathWalker {
  /** How many imports are being followed, one because of the other. */
  private chain = 0;

  /** `root` is the project's root, `std` that of the standard library (the same when it checks itself). */
  constructor(
    private readonly root: ModuleScope,
    private readonly std: ModuleScope | undefined,
  ) {}

  /**
   * What `segments` mean in `module`. `resolving` is the definition whose text holds the path: walking into it
   * is a recursive reference.
   */
  resolve(module: ModuleScope, segments: readonly Ident[], resolving?: string): PathResult {
    let at: ModuleScope | undefined = module;
    let next = 0;
    const head = segments[0];
    if (head && isPathKeyword(head.name)) {
      next = 1;
      if (head.name === 'project') at = this.root;
      else if (head.name === 'super') at = module.parent ?? module;
      else at = this.std;
    }
    if (!at) return { ok: false, fault: 'unknown name' };
    for (; next < segments.length; next++) {
      const found = this.member(at, segments[next]!.name);
      if (!found.ok) return { ...found, within: at, segment: segments[next]! };
      if (next === segments.length - 1) return found;
      const { member }: { member: ScopeMember } = found;
      if (member.kind !== 'module') {
        const recursive = member.path === resolving;
        return { ok: false, fault: recursive ? 'recursive reference' : 'unknown name' };
      }
      at = member.module;
    }
    return { ok: true, member: { kind: 'module', module: at } };
  }

  /** A member by name: own definitions, named imports, the standard library, star imports (specification 1 §4.4). */
  member(module: ModuleScope, name: string): PathResult {
    const own = module.members.get(name);
    const named = (module as Module).named?.get(name);
    if (named) named.used = true;
    if (own) return { ok: true, member: own };
    if (named) return this.follow(named);
    const found =
      this.std?.members.get(name) ?? this.std?.starMembers.get(name) ?? module.starMembers.get(name);
    if (found) return { ok: true, member: found };
    const std = this.std as Module | undefined;
    const library = std?.named?.get(name);
    if (library) return this.follow(library);
    return { ok: false, fault: 'name does not exist' };
  }

  /** Every name that `member` would find in a module. */
  *memberNames(module: ModuleScope): Iterable<string> {
    yield* module.members.keys();
    yield* module.starMembers.keys();
    if (this.std) {
      yield* this.std.members.keys();
      yield* this.std.starMembers.keys();
    }
  }

  /** What a named import stands for. */
  follow(entry: Import): PathResult {
    if (entry.state === 'done') {
      return entry.target ? { ok: true, member: entry.target } : { ok: false, fault: 'name does not exist' };
    }
    if (entry.state === 'resolving' || this.chain >= maxImportChain) {
      return { ok: false, fault: 'recursive reference' };
    }
    entry.state = 'resolving';
    this.chain += 1;
    const result = this.resolve(entry.module, entry.segments);
    this.chain -= 1;
    entry.state = 'done';
    if (result.ok) {
      entry.target = result.member;
      return result;
    }
    return result.at || result.fault === 'recursive reference' ? result : { ...result, at: entry.span };
  }
}

/** Words that are special as the first segment of a path (specification 1 §1.5). */
function isPathKeyword(name: string): boolean {
  return name === 'project' || name === 'super' || name === 'std';
}
