import type { Blake3, FieldHash } from '../../base';
import type { CheckedProject, Local, Type, TypedExpr, TypedPattern } from '../../language';
import type { Draft } from './draft';
import type { TypeTexts } from './type-texts';

/**
 * A Merkle hash of what a node computes: its kind and code with bound names numbered and spans dropped, and the
 * fingerprints of the nodes it needs (NODE-6). Definitions that the code names count with their own code, so a
 * change behind a call shows.
 */
export class Fingerprints {
  readonly #project: CheckedProject;
  readonly #blake3: Blake3;
  readonly #types: TypeTexts;
  readonly #nodes = new Map<Draft, string>();
  readonly #definitions = new Map<string, string>();

  constructor(project: CheckedProject, blake3: Blake3, types: TypeTexts) {
    this.#project = project;
    this.#blake3 = blake3;
    this.#types = types;
  }

  of(draft: Draft): string {
    const known = this.#nodes.get(draft);
    if (known) return known;
    const hash = this.#blake3.fields('holt-node-1').text(draft.kind).text(this.#type(draft.type));
    for (const need of draft.needs) hash.text(this.of(need));
    const numbers = new Map<Local, string>(draft.needs.map((need, i) => [need.local, `need ${i}`]));
    if (draft.template) this.#expr(draft.template, hash, numbers);
    else hash.text(draft.display);
    const text = hash.hex();
    this.#nodes.set(draft, text);
    return text;
  }

  #definition(path: string): string {
    const known = this.#definitions.get(path);
    if (known !== undefined) return known;
    this.#definitions.set(path, '');
    const definition = this.#project.values.get(path);
    const hash = this.#blake3.fields('holt-definition-1').text(path);
    const numbers = new Map<Local, string>();
    if (definition?.kind === 'func') {
      definition.params.forEach((param, i) => {
        numbers.set(param, `param ${i}`);
      });
      this.#expr(definition.body, hash, numbers);
    } else if (definition?.kind === 'const') {
      this.#expr(definition.value, hash, numbers);
    }
    const text = hash.hex();
    this.#definitions.set(path, text);
    return text;
  }

  #expr(e: TypedExpr, hash: FieldHash, numbers: Map<Local, string>): void {
    hash.text(e.kind);
    switch (e.kind) {
      case 'literal':
        hash.text(literalText(e.literal)).text(this.#type(e.type));
        return;
      case 'local':
        hash.text(numbers.get(e.local) ?? e.local.name);
        return;
      case 'global':
        hash.text(e.path);
        for (const type of e.typeArgs) hash.text(this.#type(type));
        if (!e.path.startsWith('std::')) hash.text(this.#definition(e.path));
        return;
      case 'tuple':
        for (const field of e.fields) {
          hash.text(`${field.name ?? ''}${field.unpack ? '..' : ''}`);
          this.#expr(field.value, hash, numbers);
        }
        break;
      case 'array':
        for (const item of e.items) this.#expr(item, hash, numbers);
        break;
      case 'variant':
        hash.text(e.name);
        if (e.payload) this.#expr(e.payload, hash, numbers);
        break;
      case 'lookup':
        hash.text(e.name ?? String(e.position));
        this.#expr(e.base, hash, numbers);
        break;
      case 'frame':
        hash.text(this.#type(e.type));
        this.#expr(e.value, hash, numbers);
        break;
      case 'call':
        this.#expr(e.callee, hash, numbers);
        for (const arg of e.args) this.#expr(arg.value, hash, numbers);
        break;
      case 'function':
        for (const param of e.params) numbers.set(param, `bound ${numbers.size}`);
        this.#expr(e.body, hash, numbers);
        break;
      case 'if':
        this.#expr(e.condition, hash, numbers);
        this.#expr(e.consequent, hash, numbers);
        this.#expr(e.alternative, hash, numbers);
        break;
      case 'match':
        this.#expr(e.subject, hash, numbers);
        for (const branch of e.branches) {
          this.#pattern(branch.pattern, hash, numbers);
          this.#expr(branch.value, hash, numbers);
        }
        break;
      case 'let':
        this.#expr(e.value, hash, numbers);
        numbers.set(e.local, `bound ${numbers.size}`);
        this.#expr(e.body, hash, numbers);
        break;
    }
    hash.text('end');
  }

  #pattern(p: TypedPattern, hash: FieldHash, numbers: Map<Local, string>): void {
    hash.text(p.kind);
    switch (p.kind) {
      case 'bind':
        if (!numbers.has(p.local)) numbers.set(p.local, `bound ${numbers.size}`);
        return;
      case 'literal':
        hash.text(literalText(p.literal));
        return;
      case 'variant':
        hash.text(p.name);
        if (p.payload) this.#pattern(p.payload, hash, numbers);
        break;
      case 'or':
        for (const alternative of p.alternatives) this.#pattern(alternative, hash, numbers);
        break;
    }
    hash.text('end');
  }

  #type(type: Type): string {
    return this.#types.of(type);
  }
}

function literalText(literal: object): string {
  return JSON.stringify(literal, (_, value) => (typeof value === 'bigint' ? `${value}n` : value));
}
