import {
  type Callback,
  type Cell,
  loader,
  type Native,
  type NativeSite,
  type Scalar,
  storer,
} from '../../program';
import type { Format, PrimFormat } from '../../value';
import { LayoutArguments } from '../layout-arguments';
import type { NativeEntries } from '../native-table';
import { describedFormat } from '../type-descriptor';
import { ByteKeyTable, KeyWriter } from './key-table';
import { itemLayout } from './loops';

/** Numbers keys in order of first occurrence; `size` is how many there are. */
interface KeyNumbers {
  readonly size: number;
  number(key: Cell): number;
}

class ScalarKeys implements KeyNumbers {
  private readonly numbers = new Map<Cell | '-0', number>();

  get size(): number {
    return this.numbers.size;
  }

  number(key: Cell): number {
    // A Map takes NaN for one key, as it should, but the two zeros as well.
    const name = Object.is(key, -0) ? '-0' : key;
    let number = this.numbers.get(name);
    if (number === undefined) {
      number = this.numbers.size;
      this.numbers.set(name, number);
    }
    return number;
  }
}

/** Texts are keys by their bytes, values of other types by bytes that stand for them. */
function addressKeys(site: NativeSite, format: Format): KeyNumbers {
  const { memory } = site;
  if (format.kind === 'prim') {
    const load = loader(memory, scalarOf(format));
    const keys = new ScalarKeys();
    return {
      get size() {
        return keys.size;
      },
      number: (at) => keys.number(load(at as number)),
    };
  }
  const table = new ByteKeyTable();
  const writer = new KeyWriter(memory, format);
  return {
    get size() {
      return table.size;
    },
    number: (at) => {
      if (format.kind === 'text') {
        const count = memory.open(at as number, 1);
        return table.number(memory.bytes, memory.base, count);
      }
      writer.write(at as number);
      return table.number(writer.bytes, 0, writer.length);
    },
  };
}

function scalarOf(format: PrimFormat): Scalar {
  switch (format.scalar) {
    case 'Bool':
      return 'bool';
    case 'Float32':
      return 'float32';
    case 'Float64':
      return 'float64';
    default:
      return format.head === 1
        ? 'uint8'
        : format.head === 2
          ? 'uint16'
          : format.head === 4
            ? 'uint32'
            : 'uint64';
  }
}

/**
 * One row `{key, values}` for each distinct key, in order of first occurrence (specification 2 §8.4). The items of
 * all groups lie in one stretch, group by group.
 */
const group: Native = {
  params: ['view', { callback: 'any' }],
  build(site) {
    const { memory, host } = site;
    const words = new LayoutArguments(site.layout);
    const item = itemLayout(words);
    const row = itemLayout(words);
    const [keySize = 0] = words.list();
    const keyPointers = words.list();
    words.list();
    words.next();
    const descriptor = words.blob();
    const { result: keyKind } = site.callbacks[1]!;
    const format = keyKind === 'view' ? describedFormat(descriptor) : undefined;
    const storeKey = storer(memory, keyKind, keySize, keyPointers);
    const code = (array: number, getKey: Callback) => {
      const count = memory.open(array, item.size);
      const { base } = memory;
      const keys = format === undefined ? new ScalarKeys() : addressKeys(site, format);
      const firstKeys: Cell[] = [];
      const groupOf = new Uint32Array(count);
      let i = 0;
      try {
        for (; i < count; i++) {
          host.tick(1);
          const mark = memory.top;
          const key = getKey(base + i * item.size, 0);
          const known = keys.size;
          const number = keys.number(key);
          groupOf[i] = number;
          if (number === known) firstKeys.push(key);
          if (number !== known || keyKind !== 'view') memory.release(mark);
        }
      } catch (thrown) {
        site.failInRow(thrown, i, base + i * item.size);
      }
      return writeGroups(firstKeys, groupOf, base);
    };
    const writeGroups = (firstKeys: readonly Cell[], groupOf: Uint32Array, base: number) => {
      const counts = new Uint32Array(firstKeys.length);
      for (const number of groupOf) counts[number]!++;
      const result = memory.newArray(firstKeys.length, row.size);
      const next = new Float64Array(firstKeys.length);
      let items = memory.alloc(groupOf.length * item.size);
      for (const [number, key] of firstKeys.entries()) {
        const at = result + 8 + number * row.size;
        storeKey(at, key);
        memory.point(at + keySize, items);
        memory.view.setUint32(at + keySize + 4, counts[number]!, true);
        next[number] = items;
        items += counts[number]! * item.size;
      }
      for (let i = 0; i < groupOf.length; i++) {
        if ((i & 1023) === 0) host.tick(1024);
        const number = groupOf[i]!;
        memory.copyHead(next[number]!, base + i * item.size, item.size, item.pointers);
        next[number]! += item.size;
      }
      return result;
    };
    return { result: 'view', code };
  },
};

/** Grouping by key (specification 2 §8.4). */
export const grouping: NativeEntries = [['std::array::group', group]];
