import { enumTy, unitTy } from '../../value';
import { quotedEmpty } from '../csv/records';
import {
  decimalForm,
  hasZoneOffset,
  integerForm,
  isMissing,
  plainNumber,
  readClock,
  readDate,
  readFloat,
  readLocalDate,
  readTimestamp,
} from './cell';
import type { CellForm, ColumnScalar, ColumnType } from './column-type';

/** What reading a column taught: the type chosen, why, and what else it could be (specification 7 DAT-5). */
export interface ColumnGuess {
  readonly type: ColumnType;
  /** One line for the preview. */
  readonly reason: string;
  readonly offers: readonly ColumnOffer[];
  readonly warning?: string;
  readonly missing: number;
}

export interface ColumnOffer {
  readonly label: string;
  readonly type: ColumnType;
}

const int64Min = -(2n ** 63n);
const int64Max = 2n ** 63n - 1n;
const enumLimit = 12;

/** Reads cells one by one and says at the end which type fits all of them. */
export class ColumnReader {
  #cells = 0;
  #missing = 0;
  #codes = 0;
  #tooLarge = 0;
  #offsets = 0;
  #integer = true;
  #float = true;
  #cents = true;
  #boolean = true;
  #yesNo = true;
  #zeroOne = true;
  #date = true;
  #dayMonth = true;
  #monthDay = true;
  #time = true;
  #commaDecimals = true;
  #commaThousands = true;
  #commaCents = true;
  #fractions = false;
  #timestamp = true;
  readonly #distinct = new Set<string>();

  add(raw: string): void {
    if (raw !== quotedEmpty && isMissing(raw)) {
      this.#missing++;
      return;
    }
    const cell = raw.trim();
    this.#cells++;
    if (this.#distinct.size <= enumLimit) this.#distinct.add(raw);
    if (this.#integer) this.#addInteger(cell);
    if (this.#float) this.#float = this.#integer || readFloat(cell) !== undefined;
    if (this.#cents) this.#cents = decimalForm.test(cell);
    if (this.#boolean) this.#boolean = /^(?:true|false)$/i.test(cell);
    if (this.#yesNo) this.#yesNo = /^(?:yes|no)$/i.test(cell);
    if (this.#zeroOne) this.#zeroOne = cell === '0' || cell === '1';
    if (this.#date) this.#date = readDate(cell) !== undefined;
    if (this.#dayMonth) this.#dayMonth = readLocalDate(cell, 'day-month-year') !== undefined;
    if (this.#monthDay) this.#monthDay = readLocalDate(cell, 'month-day-year') !== undefined;
    if (this.#commaDecimals) this.#addCommaDecimals(cell);
    if (this.#commaThousands) this.#addCommaThousands(cell);
    if (this.#time) this.#time = readClock(cell) !== undefined;
    if (this.#timestamp) {
      this.#timestamp = readTimestamp(cell) !== undefined;
      if (hasZoneOffset(cell)) this.#offsets++;
    }
  }

  #addInteger(cell: string): void {
    if (!integerForm.test(cell)) {
      // A code such as 007 followed by 1.5 is no number column either.
      this.#integer = false;
      if (this.#codes > 0) this.#float = false;
      return;
    }
    if (cell === '-0') this.#integer = false;
    if (/^(?:\+|-?0\d)/.test(cell)) this.#codes++;
    if (cell.length >= 19) {
      const value = BigInt(cell.replace('+', ''));
      if (value < int64Min || value > int64Max) this.#tooLarge++;
    }
  }

  #addCommaDecimals(cell: string): void {
    const number = plainNumber(cell, 'comma-decimals');
    this.#commaDecimals = number !== undefined;
    if (number !== undefined && !decimalForm.test(number)) this.#commaCents = false;
  }

  #addCommaThousands(cell: string): void {
    const number = plainNumber(cell, 'comma-thousands');
    this.#commaThousands = number !== undefined;
    if (number?.includes('.')) this.#fractions = true;
  }

  guess(columnName: string): ColumnGuess {
    const optional = this.#missing > 0;
    const note = optional ? `; ${this.#missing} missing, so it is optional` : '';
    const as = (
      scalar: ColumnScalar,
      reason: string,
      more: { offers?: ColumnOffer[]; warning?: string } = {},
    ): ColumnGuess => ({
      type: { scalar, optional },
      reason: reason + note,
      offers: more.offers ?? [],
      ...(more.warning === undefined ? {} : { warning: more.warning }),
      missing: this.#missing,
    });
    const offer = (label: string, scalar: ColumnScalar, form?: CellForm): ColumnOffer => ({
      label,
      type: { scalar, optional, ...(form ? { form } : {}) },
    });
    const text = offer('keep as Text', 'Text');

    if (this.#cells === 0) return as('Text', 'every cell is empty');
    if (this.#integer && this.#codes > 0) {
      return as('Text', 'numbers with a leading zero or plus, so codes', {
        offers: [offer('read as Int64', 'Int64')],
      });
    }
    if (this.#integer && this.#tooLarge > 0) {
      return as('Text', 'whole numbers beyond 64 bits', {
        warning: `${this.#tooLarge} ${this.#tooLarge === 1 ? 'number is' : 'numbers are'} beyond 64 bits; kept as text, nothing is rounded.`,
      });
    }
    if (this.#integer) {
      const looksBoolean =
        this.#zeroOne && /^(?:is|has|can)[_A-Z ]|(?:flag|active|enabled|deleted|valid)$/i.test(columnName);
      const offers = looksBoolean ? [offer('read 0 and 1 as Bool', 'Bool', 'zero-one'), text] : [text];
      return as('Int64', 'whole numbers', { offers });
    }
    if (this.#float) {
      const offers = this.#cents ? [offer('read as Decimal (exact hundredths)', 'Decimal'), text] : [text];
      return as('Float64', this.#cents ? 'numbers with two decimals' : 'numbers with a fraction', { offers });
    }
    if (this.#boolean) return as('Bool', 'only true and false', { offers: [text] });
    if (this.#date) return as('Date', 'ISO dates', { offers: [text] });
    if (this.#timestamp) {
      const reason =
        this.#offsets > 0
          ? 'ISO date-times; zone offsets are converted to UTC'
          : 'ISO date-times, read as UTC';
      return as('Timestamp', reason, { offers: [text] });
    }
    if (this.#time) return as('Time', 'times of day', { offers: [text] });
    if (this.#dayMonth || this.#monthDay) return this.#localDate(as, offer);
    if (this.#commaDecimals || this.#commaThousands) return this.#commaNumber(as, offer);
    if (this.#yesNo)
      return as('Text', 'only yes and no', { offers: [offer('read as Bool', 'Bool', 'yes-no')] });
    return as('Text', this.#textReason(), { offers: this.#enumOffer(optional) });
  }

  #localDate(
    as: (scalar: ColumnScalar, reason: string, more: { offers: ColumnOffer[] }) => ColumnGuess,
    offer: (label: string, scalar: ColumnScalar, form: CellForm) => ColumnOffer,
  ): ColumnGuess {
    const offers: ColumnOffer[] = [];
    if (this.#dayMonth) offers.push(offer('read as Date, day first', 'Date', 'day-month-year'));
    if (this.#monthDay) offers.push(offer('read as Date, month first', 'Date', 'month-day-year'));
    const doubt =
      offers.length === 2 ? 'dates whose day and month are in doubt' : 'dates that are not in ISO form';
    return as('Text', doubt, { offers });
  }

  /** Commas mean decimals in one half of the world and thousands in the other: both are offered where both are possible. */
  #commaNumber(
    as: (scalar: ColumnScalar, reason: string, more: { offers: ColumnOffer[] }) => ColumnGuess,
    offer: (label: string, scalar: ColumnScalar, form: CellForm) => ColumnOffer,
  ): ColumnGuess {
    const offers: ColumnOffer[] = [];
    if (this.#commaDecimals) {
      offers.push(offer('read as Float64, decimals after the comma', 'Float64', 'comma-decimals'));
      if (this.#commaCents)
        offers.push(offer('read as Decimal, hundredths after the comma', 'Decimal', 'comma-decimals'));
    }
    if (this.#commaThousands) {
      const scalar = this.#fractions ? 'Float64' : 'Int64';
      offers.push(offer(`read as ${scalar}, thousands parted by commas`, scalar, 'comma-thousands'));
    }
    return as('Text', 'numbers with commas', { offers });
  }

  /** Few different texts in many rows may be an enum; its variants are the texts themselves. */
  #enumOffer(optional: boolean): ColumnOffer[] {
    if (!this.#isFew()) return [];
    const names = [...this.#distinct].map((text) => (text === quotedEmpty ? '' : text)).sort();
    if (names.some((name) => name === '')) return [];
    return [
      {
        label: 'make it an enum',
        type: { scalar: null, ty: enumTy(names.map((name) => [name, unitTy] as const)), optional },
      },
    ];
  }

  #isFew(): boolean {
    return this.#distinct.size <= enumLimit && this.#cells > 200;
  }

  #textReason(): string {
    return this.#isFew() ? `text, ${this.#distinct.size} different values` : 'text';
  }
}
