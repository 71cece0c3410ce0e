import {
  arrayTy,
  enumTy,
  identTy,
  primTy,
  scalarTy,
  type Ty,
  type TyDef,
  tupleTy,
  unitTy,
} from '../../../value';
import { type Region, Undetermined } from './region';

/** Parts of parts deeper than this are given up. */
const DEEPEST = 1000;

/** A stretch of a head whose type is known. */
interface Piece {
  readonly at: number;
  readonly size: number;
  /** Undefined where the stretch is taken for bytes. */
  readonly ty: Ty | undefined;
}

/** Where a region, or a part of it, lies in the head that is written. */
interface Stretch {
  readonly at: number;
  readonly region: Region;
}

/** Writes regions as types. Enums get definitions, since only a name can be part of itself. */
export class TypeWriter {
  readonly defs: TyDef[] = [];
  private readonly names = new Map<Region, Ty>();

  /** `foreign`: the regions of values that the program did not make. */
  constructor(private readonly foreign: ReadonlySet<Region>) {}

  /** A type with the same bytes as the region's. Throws {@link Undetermined} where it is not known. */
  exact(region: Region): Ty {
    const stretches = stretchesOf(region);
    const { size } = region.root;
    if (size === undefined) throw new Undetermined('nothing tells the type of a value in the output');
    const pieces = stretches.flatMap((stretch) => this.pieceOf(stretch, stretches) ?? []);
    return tiled(pieces, size, (from, to) => requireBytes(from, to, stretches));
  }

  /** A type that the values of the region begin with, as far as anything is known of them. */
  prefix(region: Region): Ty {
    const stretches = stretchesOf(region);
    const pieces = stretches.flatMap((stretch) => this.prefixPiece(stretch) ?? []);
    const end = stretches.reduce(
      (most, { at, region: { size = 0, tag = 0 } }) => Math.max(most, at + size, at + tag),
      0,
    );
    return tiled(pieces, end, () => undefined);
  }

  private pieceOf({ at, region }: Stretch, stretches: readonly Stretch[]): Piece | undefined {
    const { variants, scalar, item, blank } = region;
    if (variants !== undefined) {
      const size = variants.tagBytes + variants.innerBytes;
      return { at, size, ty: variants.hasPointer ? this.enumOf(region) : undefined };
    }
    if (scalar !== undefined) return { at, size: region.size!, ty: scalarTy(scalar) };
    if (item !== undefined) return { at, size: 8, ty: arrayTy(this.exact(item)) };
    if (blank) return { at, size: 8, ty: hasPointer(at, stretches) ? scalarTy('Text') : primTy(64) };
    return undefined;
  }

  private prefixPiece({ at, region }: Stretch): Piece | undefined {
    const { variants, scalar, item } = region;
    if (variants !== undefined) return { at, size: variants.tagBytes + variants.innerBytes, ty: undefined };
    if (scalar !== undefined) return { at, size: region.size!, ty: scalarTy(scalar) };
    // Without the size of an item there is no telling where the items end.
    if (item?.root.size !== undefined && item.root !== region)
      return { at, size: 8, ty: arrayTy(this.prefix(item)) };
    return undefined;
  }

  /** An enum behind whose pointers are payloads. */
  private enumOf(region: Region): Ty {
    const known = this.names.get(region);
    if (known !== undefined) return known;
    const { tagBytes, payloads, complete } = region.variants!;
    if (!complete && this.foreign.has(region))
      throw new Undetermined(
        'nothing tells the variants of an enum that is passed from the input to the output',
      );
    const fewest = FEWEST_VARIANTS[tagBytes];
    if (fewest === undefined) throw new Undetermined('an enum with more variants than can be written');
    const path = ['output', `Enum${this.names.size}`];
    const ty = identTy(...path);
    this.names.set(region, ty);
    const count = Math.max(fewest, ...[...payloads.keys()].map((tag) => tag + 1));
    const variants = Array.from({ length: count }, (_, tag) => {
      const payload = payloads.get(tag);
      return [`v${tag}`, payload === undefined ? unitTy : this.exact(payload)] as const;
    });
    // A variant that is marked as recursive puts every payload behind a pointer (specification 3 A3).
    this.defs.push({ name: path, ty: enumTy(variants, [0]) });
    return ty;
  }
}

/** How many variants an enum with a tag of so many bytes has at least (specification 3 A3). */
const FEWEST_VARIANTS = [1, 2, 257, 65_537];

/** A region and its parts, the outer before the inner. */
function stretchesOf(region: Region): Stretch[] {
  const found: Stretch[] = [];
  const pending: { at: number; region: Region; depth: number }[] = [{ at: 0, region: region.root, depth: 0 }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next.depth > DEEPEST) throw new Undetermined('a value that is a part of itself');
    found.push(next);
    for (const [offset, part] of next.region.parts)
      pending.push({ at: next.at + offset, region: part.root, depth: next.depth + 1 });
  }
  return found;
}

/** Pieces in order with bytes between them. A piece inside another is left out. */
function tiled(pieces: readonly Piece[], size: number, gap: (from: number, to: number) => void): Ty {
  const fields: Ty[] = [];
  let at = 0;
  for (const piece of [...pieces].sort((a, b) => a.at - b.at || b.size - a.size)) {
    if (piece.at < at || piece.at + piece.size > size) continue;
    if (piece.at > at) gap(at, piece.at);
    fields.push(...bytesTy(piece.at - at));
    fields.push(...(piece.ty === undefined ? bytesTy(piece.size) : [piece.ty]));
    at = piece.at + piece.size;
  }
  if (size > at) gap(at, size);
  fields.push(...bytesTy(size - at));
  return fields.length === 1 ? fields[0]! : tupleTy(...fields);
}

function bytesTy(size: number): Ty[] {
  const fields: Ty[] = Array.from({ length: Math.floor(size / 8) }, () => primTy(64));
  for (const width of [32, 16, 8] as const) if ((size * 8) & width) fields.push(primTy(width));
  return fields;
}

/** Bytes may stand for themselves where the layouts say that no pointer is among them. */
function requireBytes(from: number, to: number, stretches: readonly Stretch[]): void {
  for (let at = from; at < to; at++) {
    const covering = stretches.filter(
      (one) => one.region.pointers !== undefined && one.at <= at && at < one.at + (one.region.size ?? 0),
    );
    if (covering.length === 0 || hasPointer(at, stretches))
      throw new Undetermined(`nothing tells what is at byte ${at} of a value in the output`);
  }
}

function hasPointer(at: number, stretches: readonly Stretch[]): boolean {
  return stretches.some((one) => one.region.pointers?.includes(at - one.at) ?? false);
}
