import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** The files `std::fs` sees on the command line: those below one folder. Paths come checked, never with `..`. */
export class NodeFiles {
  readonly #root: string;

  constructor(folder: string) {
    this.#root = resolve(folder);
  }

  read(path: string): Uint8Array | undefined {
    try {
      return new Uint8Array(readFileSync(join(this.#root, path)));
    } catch {
      return undefined;
    }
  }

  /** Written beside its place and moved there, so that no reader ever sees half a file. */
  write(path: string, bytes: Uint8Array): void {
    const target = join(this.#root, path);
    mkdirSync(dirname(target), { recursive: true });
    const draft = `${target}.${process.pid}.part`;
    writeFileSync(draft, bytes);
    renameSync(draft, target);
  }
}
