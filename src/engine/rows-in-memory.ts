import { type AppError, fail, ok, type Result } from '../base';
import type { ColumnPlan } from '../data';
import { tableType } from '../data';
import { type ArrayFormat, encode, joinItems, type Value } from '../value';
import { dataError } from './data-error';
import { HeldValue } from './held-value';

const megabyte = 1 << 20;

/** Bytes that the rows of one file may take, for each GB of the device's memory: while they are joined they stand twice. */
const shareOfGigabyte = 192 * megabyte;

/** The memory of this device in GB, as far as the browser tells; it never tells more than 8. */
const deviceMemory =
  (globalThis.navigator as { readonly deviceMemory?: number } | undefined)?.deviceMemory ?? 8;

/** Bytes that the rows of one file may take. */
export const mostRowBytes = deviceMemory * shareOfGigabyte;

/** Takes rows portion by portion as bytes, and refuses to hold more than the device should (DAT-8). */
export class RowsInMemory {
  readonly #parts: Uint8Array[] = [];
  #bytes = 0;
  #error: AppError | undefined;

  private constructor(
    private readonly empty: HeldValue,
    private readonly fileName: string,
    private readonly most: number,
  ) {}

  static of(plans: readonly ColumnPlan[], fileName: string, most = mostRowBytes): Result<RowsInMemory> {
    const empty = HeldValue.of(new Uint8Array(8), tableType(plans), []);
    return empty.ok
      ? ok(new RowsInMemory(empty.value, fileName, most))
      : fail(dataError('BAD_TYPE', empty.error.message));
  }

  /** False once no more is taken; {@link finish} then says why. */
  add(rows: readonly (readonly Value[])[]): boolean {
    const bytes = encode(rows, this.empty.format);
    if (!bytes.ok) this.#error = dataError('BAD_TYPE', bytes.error.message);
    else {
      this.#parts.push(bytes.value);
      this.#bytes += bytes.value.length;
      if (this.#bytes > this.most) this.#error = this.#tooLarge();
    }
    return this.#error === undefined;
  }

  get error(): AppError | undefined {
    return this.#error;
  }

  finish(): Result<HeldValue> {
    if (this.#error !== undefined) return fail(this.#error);
    if (this.#parts.length === 0) return ok(this.empty.withBytes(emptyArray));
    try {
      const joined = joinItems(this.#parts, this.empty.format as ArrayFormat);
      return joined.ok ? ok(this.empty.withBytes(joined.value)) : fail(this.#tooLarge());
    } catch {
      // The browser gave no memory for it.
      return fail(this.#tooLarge());
    }
  }

  #tooLarge(): AppError {
    const size = Math.round(this.most / megabyte);
    return dataError(
      'TOO_LARGE',
      `The rows of ${this.fileName} take more than the ${size} MB that this device should hold.`,
      'Keep fewer columns, or take a part of the file.',
    );
  }
}

/** No items, and a pointer to behind the head. */
const emptyArray = new Uint8Array([8, 0, 0, 0, 0, 0, 0, 0]);
