import type { Ty } from '../../value';

export interface FileRead {
  /** Private table name, made by the runner. */
  readonly table: string;
  readonly file: string;
  readonly ty: Ty;
}

/** The files a program reads, each loaded once by the runner beforehand. */
export class Files {
  private readonly byKey = new Map<string, FileRead>();

  /** The table that holds the rows of the file, read as this array type. */
  read(file: string, ty: Ty): string {
    const key = JSON.stringify([file, ty.kind]);
    const known = this.byKey.get(key);
    if (known !== undefined) return known.table;
    const made = { table: `_f${this.byKey.size}`, file, ty };
    this.byKey.set(key, made);
    return made.table;
  }

  all(): readonly FileRead[] {
    return [...this.byKey.values()];
  }
}
