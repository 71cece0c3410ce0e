import {
  type Cells,
  Cells8,
  Float32Cells,
  Float64Cells,
  type Format,
  type Ty,
  type TypeTable,
  type Value,
  ValueCells,
} from '../../value';
import { integerCells, type ResultColumn, type Scalar } from '../relational';
import { readJson, unpackJson } from './json-reader';

/** Type ids of PostgreSQL by what a cell of them can be read as. */
const typeKinds = [
  { name: 'boolean', ids: [16] },
  { name: 'number', ids: [20, 21, 23, 26, 700, 701, 1700] },
  { name: 'text', ids: [18, 19, 25, 1042, 1043] },
];

/** A column of cells as PostgreSQL prints them. */
export class TextColumn implements ResultColumn {
  readonly present: Uint8Array | undefined;
  private readonly cells: readonly (string | null)[];

  /** `id` is PostgreSQL's number of the column's type. */
  constructor(
    rows: readonly (readonly (string | null)[])[],
    position: number,
    private readonly id: number | undefined,
    private readonly table: TypeTable,
  ) {
    this.cells = rows.map((row) => row[position]!);
    if (this.cells.includes(null)) {
      this.present = Uint8Array.from(this.cells, (cell) => (cell === null ? 0 : 1));
    }
  }

  misfit(scalar: Scalar): string | undefined {
    const kind = typeKinds.find(({ ids }) => ids.includes(this.id ?? 0));
    if (kind === undefined) return undefined;
    const wanted = scalar === 'Text' ? 'text' : scalar === 'Bool' ? 'boolean' : 'number';
    return kind.name === wanted ? undefined : kind.name;
  }

  scalar(scalar: Scalar, format: Format): Cells {
    const { cells } = this;
    switch (scalar) {
      case 'Text':
        return new ValueCells(cells as readonly string[], format);
      case 'Bool':
        return new Cells8(Uint8Array.from(cells, (cell) => (cell === 't' || cell === 'true' ? 1 : 0)));
      case 'Float32':
        return new Float32Cells(Float32Array.from(cells, Number));
      case 'Float64':
        return new Float64Cells(Float64Array.from(cells, Number));
      default:
        return integerCells(
          scalar,
          cells.map((cell) => wholeNumber(cell ?? '0')),
          this.present,
        );
    }
  }

  packed(ty: Ty, format: Format): Cells {
    const values = this.cells.map(
      (cell): Value => (cell === null ? [] : unpackJson(readJson(cell), ty, this.table)),
    );
    return new ValueCells(values, format);
  }

  tags(): ArrayLike<number> {
    return Uint32Array.from(this.cells, Number);
  }
}

/** The text of a number that a float holds exactly is read as one. */
function wholeNumber(text: string): number | bigint {
  return text.length < 16 ? Number(text) : BigInt(text);
}
