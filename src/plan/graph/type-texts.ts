import { printType, type Type } from '../../language';

/** Types as the language prints them, with full paths. A type that many nodes share is printed once. */
export class TypeTexts {
  readonly #texts = new Map<Type, string>();

  of(type: Type): string {
    let text = this.#texts.get(type);
    if (text === undefined) {
      text = printType(type, { paths: 'full' });
      this.#texts.set(type, text);
    }
    return text;
  }
}
