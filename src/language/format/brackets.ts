import type { Token } from '../syntax';

/** Finds closing brackets in a text without syntax errors. */
export class Brackets {
  private readonly opens: number[] = [];
  private readonly closes: number[] = [];

  constructor(tokens: readonly Token[]) {
    const open: number[] = [];
    for (const { kind, start } of tokens) {
      if (kind === '(' || kind === '[' || kind === '{') {
        open.push(this.opens.length);
        this.opens.push(start);
      } else if (kind === ')' || kind === ']' || kind === '}') {
        this.closes[open.pop()!] = start;
      }
    }
  }

  /** Where the bracket closes that is the first to open at or after `offset`. */
  closeAfter(offset: number): number {
    let low = 0;
    let high = this.opens.length - 1;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.opens[middle]! >= offset) high = middle;
      else low = middle + 1;
    }
    return this.closes[low]!;
  }
}
