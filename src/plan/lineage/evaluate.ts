import type { CheckedProject, Local, TypedExpr, TypedOf, TypedPattern } from '../../language';
import { materialTuple } from '../graph/typed-copy';
import { someInside } from '../graph/uses';
import {
  asColumn,
  type ColumnValue,
  column,
  constantColumn,
  influenced,
  influencesOf,
  joined,
  nothing,
  strengthened,
} from './column-value';
import { arrayRule } from './library';
import { constantShape, opaqueShape, shapeOf } from './shape';

/** What names stand for; inner scopes see outer ones. */
export class Names {
  readonly #outer: Names | null;
  readonly #values = new Map<Local, ColumnValue>();

  constructor(outer: Names | null = null) {
    this.#outer = outer;
  }

  set(local: Local, value: ColumnValue): void {
    this.#values.set(local, value);
  }

  get(local: Local): ColumnValue | undefined {
    return this.#values.get(local) ?? this.#outer?.get(local);
  }
}

/** Walking code takes at most so many steps; what is left then is opaque. */
const mostSteps = 200_000;

/** Walks code to find where each column of its value comes from (specification 5 §7). */
export class LineageWalk {
  readonly #project: CheckedProject;
  /** Parameters of lambdas that are being walked: a condition that mentions one compares two rows. */
  readonly #rows = new Set<Local>();
  #steps = 0;

  constructor(project: CheckedProject) {
    this.#project = project;
  }

  value(e: TypedExpr, names: Names): ColumnValue {
    if (this.#steps++ > mostSteps) return this.#opaque(e, []);
    switch (e.kind) {
      case 'literal':
        return constantColumn;
      case 'local':
        return names.get(e.local) ?? this.#opaque(e, []);
      case 'global':
        return this.#global(e);
      case 'tuple':
        return { kind: 'tuple', fields: e.fields.flatMap((field) => this.#field(field, names)) };
      case 'array': {
        const item = e.items.map((one) => this.value(one, names)).reduce<ColumnValue>(joined, nothing);
        return { kind: 'array', item, influences: [] };
      }
      case 'variant': {
        const variants = e.payload ? [[e.name, this.value(e.payload, names)] as const] : [];
        return { kind: 'enum', tag: constantColumn, variants: new Map(variants) };
      }
      case 'lookup':
        return this.#lookup(e, names);
      case 'frame':
        return this.value(e.value, names);
      case 'call':
        return this.#call(e, names);
      case 'function':
        return this.#lambda(e, names);
      case 'if': {
        const condition = influencesOf(this.value(e.condition, names), 'conditional');
        return influenced(
          joined(this.value(e.consequent, names), this.value(e.alternative, names)),
          condition,
        );
      }
      case 'match':
        return this.#match(e, names);
      case 'let': {
        const inner = new Names(names);
        inner.set(e.local, this.value(e.value, names));
        return this.value(e.body, inner);
      }
    }
  }

  #field(
    field: TypedOf<'tuple'>['fields'][number],
    names: Names,
  ): readonly { name?: string; value: ColumnValue }[] {
    const value = this.value(field.value, names);
    if (field.unpack && value.kind === 'tuple') return value.fields;
    return [field.name === undefined ? { value } : { name: field.name, value }];
  }

  #lookup(e: TypedOf<'lookup'>, names: Names): ColumnValue {
    const base = this.value(e.base, names);
    if (base.kind !== 'tuple') return base.kind === 'column' ? base : this.#opaque(e, [base]);
    const fields = materialTuple(this.#project, e.base.type);
    const known = fields?.every((field) => !field.unpack) ? fields : undefined;
    const position = e.position ?? known?.findIndex((field) => field.name === e.name) ?? -1;
    const found = base.fields[position] ?? base.fields.find((field) => field.name === e.name);
    return found ? found.value : this.#opaque(e, [base]);
  }

  #global(e: TypedOf<'global'>): ColumnValue {
    const definition = this.#project.values.get(e.path);
    if (definition?.kind === 'func' && isWhole(e.path)) {
      return plainFunction((args) => this.#external(e.path, e, args));
    }
    switch (definition?.kind) {
      case 'const':
        return this.value(definition.value, new Names());
      case 'func':
        return plainFunction((args) => this.#apply(definition.params, definition.body, args, new Names()));
      case 'external':
        return plainFunction((args) => this.#external(e.path, e, args));
      default:
        return this.#opaque(e, []);
    }
  }

  #call(e: TypedOf<'call'>, names: Names): ColumnValue {
    const args = e.args.map((arg) => this.value(arg.value, names));
    const { callee } = e;
    if (callee.kind === 'global') {
      const definition = this.#project.values.get(callee.path);
      if (definition?.kind === 'external' || isWhole(callee.path)) {
        return this.#external(callee.path, e, args);
      }
    }
    const called = this.value(callee, names);
    return called.kind === 'function' ? called.apply(args) : this.#opaque(e, args);
  }

  #lambda(e: TypedOf<'function'>, names: Names): ColumnValue {
    const comparesRows = someInside(e.body, (x) => x.kind === 'local' && this.#rows.has(x.local));
    const apply = (args: readonly ColumnValue[]): ColumnValue => {
      const added = e.params.filter((param) => !this.#rows.has(param));
      for (const param of added) this.#rows.add(param);
      const value = this.#apply(e.params, e.body, args, names);
      for (const param of added) this.#rows.delete(param);
      return value;
    };
    return { kind: 'function', apply, comparesRows };
  }

  #external(path: string, e: TypedExpr, args: readonly ColumnValue[]): ColumnValue {
    const rule = arrayRule(path);
    if (rule) return rule(args) ?? this.#opaque(e, args);
    if (path === 'std::convert::default') return constantShape(this.#project, e.type);
    if (args.some((arg) => arg.kind === 'function')) return this.#opaque(e, args);
    const all = asColumn({ kind: 'tuple', fields: args.map((value) => ({ value })) }, 'transformation');
    const type = e.type.kind === 'function' ? e.type.result : e.type;
    return shapeOf(this.#project, type, () => all);
  }

  #apply(params: readonly Local[], body: TypedExpr, args: readonly ColumnValue[], names: Names): ColumnValue {
    const inner = new Names(names);
    params.forEach((param, i) => {
      inner.set(param, args[i] ?? nothing);
    });
    return this.value(body, inner);
  }

  #match(e: TypedOf<'match'>, names: Names): ColumnValue {
    const subject = this.value(e.subject, names);
    const decided = influencesOf(subject.kind === 'enum' ? subject.tag : subject, 'conditional');
    const results = e.branches.map((branch) => {
      const inner = new Names(names);
      this.#bind(branch.pattern, strengthened(subject, 'transformation'), inner);
      return this.value(branch.value, inner);
    });
    return influenced(results.reduce(joined), decided);
  }

  #bind(pattern: TypedPattern, value: ColumnValue, names: Names): void {
    switch (pattern.kind) {
      case 'bind':
        names.set(pattern.local, value);
        return;
      case 'literal':
        return;
      case 'variant': {
        if (!pattern.payload) return;
        const payload = value.kind === 'enum' ? value.variants.get(pattern.name) : value;
        this.#bind(pattern.payload, payload ?? nothing, names);
        return;
      }
      case 'or':
        for (const alternative of pattern.alternatives) this.#bind(alternative, value, names);
    }
  }

  /** What the walk cannot follow comes from everything it was given (LIN-8). */
  #opaque(e: TypedExpr, from: readonly ColumnValue[]): ColumnValue {
    const all = asColumn({ kind: 'tuple', fields: from.map((value) => ({ value })) }, 'transformation');
    const type = e.type.kind === 'function' ? e.type.result : e.type;
    return opaqueShape(this.#project, type, column(all.origins, all.influences, true));
  }
}

function plainFunction(apply: (args: readonly ColumnValue[]) => ColumnValue): ColumnValue {
  return { kind: 'function', apply, comparesRows: false };
}

/** Library functions of plain values: their result comes from all of their arguments, whatever they are written in. */
function isWhole(path: string): boolean {
  return path.startsWith('std::') && !path.startsWith('std::array::') && !path.startsWith('std::option::');
}
