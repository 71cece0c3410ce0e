import type { ByteWriter } from '../byte-writer';
import type { Cells } from './cells';

/** Cells that are nothing but a head. */
abstract class FixedCells implements Cells {
  readonly bodyBytes = 0;
  abstract heads(out: ByteWriter, from: number, to: number, at: number, stride: number): void;
  bodies(): void {}
}

/** Cells of 1 byte: the raw bits of each. */
export class Cells8 extends FixedCells {
  constructor(private readonly bits: ArrayLike<number>) {
    super();
  }

  heads({ bytes }: ByteWriter, from: number, to: number, at: number, stride: number): void {
    const { bits } = this;
    for (let cell = from, place = at; cell < to; cell++, place += stride) bytes[place] = bits[cell]!;
  }
}

/** Cells of 2 bytes: the raw bits of each. */
export class Cells16 extends FixedCells {
  constructor(private readonly bits: ArrayLike<number>) {
    super();
  }

  heads({ view }: ByteWriter, from: number, to: number, at: number, stride: number): void {
    const { bits } = this;
    for (let cell = from, place = at; cell < to; cell++, place += stride) {
      view.setUint16(place, bits[cell]!, true);
    }
  }
}

/** Cells of 4 bytes: the raw bits of each. */
export class Cells32 extends FixedCells {
  constructor(private readonly bits: Uint32Array) {
    super();
  }

  heads({ view }: ByteWriter, from: number, to: number, at: number, stride: number): void {
    const { bits } = this;
    for (let cell = from, place = at; cell < to; cell++, place += stride) {
      view.setUint32(place, bits[cell]!, true);
    }
  }
}

/** Cells of 8 bytes: the raw bits of each in two halves, the lower first, so that no big integer is made. */
export class Cells64 extends FixedCells {
  constructor(private readonly halves: Uint32Array) {
    super();
  }

  heads({ view }: ByteWriter, from: number, to: number, at: number, stride: number): void {
    const { halves } = this;
    for (let cell = from, place = at; cell < to; cell++, place += stride) {
      view.setUint32(place, halves[cell * 2]!, true);
      view.setUint32(place + 4, halves[cell * 2 + 1]!, true);
    }
  }
}

/** Numbers as `Float32`; every NaN is the one of specification 3 A5. */
export class Float32Cells extends FixedCells {
  constructor(private readonly numbers: ArrayLike<number>) {
    super();
  }

  heads({ view }: ByteWriter, from: number, to: number, at: number, stride: number): void {
    const { numbers } = this;
    for (let cell = from, place = at; cell < to; cell++, place += stride) {
      const number = numbers[cell]!;
      if (Number.isNaN(number)) view.setUint32(place, 0x7fc00000, true);
      else view.setFloat32(place, number, true);
    }
  }
}

/** Numbers as `Float64`; every NaN is the one of specification 3 A5. */
export class Float64Cells extends FixedCells {
  constructor(private readonly numbers: ArrayLike<number>) {
    super();
  }

  heads({ view }: ByteWriter, from: number, to: number, at: number, stride: number): void {
    const { numbers } = this;
    for (let cell = from, place = at; cell < to; cell++, place += stride) {
      const number = numbers[cell]!;
      if (Number.isNaN(number)) view.setUint32(place + 4, 0x7ff80000, true);
      else view.setFloat64(place, number, true);
    }
  }
}
