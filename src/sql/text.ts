import type { Steps } from './relational/steps';

/** A stretch of SQL text that comes from steps of the program. Offsets in UTF-16 units; `end` is the first after it. */
export interface SqlMark {
  readonly start: number;
  readonly end: number;
  readonly steps: Steps;
}

/** SQL text in the making, put together of parts, some of which are known to come from steps of the program. */
export class Text {
  readonly length: number;
  /** Whether it has more than one line. */
  readonly broken: boolean;

  constructor(
    private readonly parts: readonly (string | Text)[],
    private readonly steps?: Steps,
  ) {
    let length = 0;
    let broken = false;
    for (const part of parts) {
      length += part.length;
      broken ||= typeof part === 'string' ? part.includes('\n') : part.broken;
    }
    this.length = length;
    this.broken = broken;
  }

  /** The whole text, and the longest stretches of it that come from each step: outer ones before those within. */
  finished(): { readonly text: string; readonly marks: readonly SqlMark[] } {
    const texts: string[] = [];
    const marks: SqlMark[] = [];
    const write = (text: Text, start: number, around: Steps): void => {
      const steps = text.steps?.filter((step) => !around.includes(step)) ?? [];
      if (steps.length > 0) marks.push({ start, end: start + text.length, steps });
      const within = steps.length > 0 ? [...around, ...steps] : around;
      let at = start;
      for (const part of text.parts) {
        if (typeof part === 'string') texts.push(part);
        else write(part, at, within);
        at += part.length;
      }
    };
    write(this, 0, []);
    return { text: texts.join(''), marks };
  }
}

/** The parts of a template one after the other. */
export function text(strings: TemplateStringsArray, ...values: readonly (string | Text)[]): Text {
  const parts: (string | Text)[] = [];
  for (const [i, string] of strings.entries()) {
    if (string !== '') parts.push(string);
    const value = values[i];
    if (value !== undefined && value.length > 0) parts.push(value);
  }
  return new Text(parts);
}

export function joined(parts: readonly (string | Text)[], separator: string): Text {
  return new Text(parts.flatMap((part, i) => (i === 0 ? [part] : [separator, part])));
}

/** The text as a part of steps. */
export function ofSteps(made: Text, steps: Steps | undefined): Text {
  return steps === undefined ? made : new Text([made], steps);
}
