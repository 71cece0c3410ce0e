import {
  type Callback,
  type Cell,
  loader,
  type Memory,
  type MemoryWatch,
  type Native,
  type Scalar,
} from '../../program';
import { LayoutArguments } from '../layout-arguments';
import type { NativeEntries } from '../native-table';
import { equalTexts } from '../ops/comparison';
import { SCALAR_OF_SUFFIX } from '../scalars';
import { indexCode } from './access';
import { ByteKeyTable } from './key-table';

/** Arrays shorter than this are searched from the front, longer than the other are not indexed. */
const SHORTEST_INDEXED = 8;
const LONGEST_INDEXED = 1 << 23;

/** The positions of keys in an array, the first of equal ones. Keys are equal as `==` says: NaN is never found. */
interface KeyIndex {
  position(key: Cell): number;
}

function scalarIndex(memory: Memory, kind: Scalar, keys: number, count: number, size: number): KeyIndex {
  const load = loader(memory, kind);
  const positions = new Map<Cell, number>();
  for (let i = count - 1; i >= 0; i--) positions.set(load(keys + i * size), i);
  // A Map merges the two zeros, as it should here, but finds NaN.
  positions.delete(Number.NaN);
  return { position: (key) => positions.get(key) ?? -1 };
}

function textIndex(memory: Memory, keys: number, count: number, size: number): KeyIndex {
  const table = new ByteKeyTable();
  const first: number[] = [];
  for (let i = 0; i < count; i++) {
    const length = memory.open(keys + i * size, 1);
    if (table.number(memory.bytes, memory.base, length) === first.length) first.push(i);
  }
  return {
    position: (key) => {
      const length = memory.open(key as number, 1);
      return first[table.find(memory.bytes, memory.base, length)] ?? -1;
    },
  };
}

/**
 * `find(array, item -> item.field == wanted)`, which the interpreter recognises in a program: an array that is
 * searched a second time gets an index, so that looking up many rows in another table takes linear time. `wanted`
 * is not evaluated for an empty array. Layout: those of `index`, then where the field is in the item.
 */
function equalitySearch(suffix: string): Native {
  const kind = SCALAR_OF_SUFFIX[suffix];
  return {
    params: ['view', { callback: kind ?? 'view' }],
    build(site) {
      const { memory, host } = site;
      const [field = 0, ...indexLayout] = site.layout;
      const size = new LayoutArguments(indexLayout).next();
      const item = indexCode(memory, indexLayout);
      const load = kind === undefined ? undefined : loader(memory, kind);
      const scan = (keys: number, count: number, key: Cell): number => {
        host.tick(count);
        for (let i = 0; i < count; i++) {
          const at = keys + i * size;
          if (load === undefined ? equalTexts(memory, at, key as number) : load(at) === key) return i;
        }
        return -1;
      };
      let [lastBase, lastCount] = [-1, 0];
      let watch: MemoryWatch | undefined;
      let index: KeyIndex | undefined;
      const code = (array: number, wanted: Callback) => {
        const count = memory.open(array, size);
        const { base } = memory;
        if (count === 0) return item(array, -1);
        host.tick(1);
        const key = wanted(0, 0);
        const keys = base + field;
        const isSame = base === lastBase && count === lastCount && watch?.intact === true;
        if (!isSame) {
          index = undefined;
          [lastBase, lastCount] = [base, count];
          watch = memory.watch(base + count * size, watch);
        } else if (index === undefined && count >= SHORTEST_INDEXED && count <= LONGEST_INDEXED) {
          index =
            kind === undefined
              ? textIndex(memory, keys, count, size)
              : scalarIndex(memory, kind, keys, count, size);
        }
        return item(array, index === undefined ? scan(keys, count, key) : index.position(key));
      };
      return { result: 'view', code };
    },
  };
}

/** What the searches are called; no program can name them, since `find` is not an external. */
export const EQUALITY_SEARCH = 'std::array::find_equal';

export const equalitySearches: NativeEntries = [...Object.keys(SCALAR_OF_SUFFIX), 'text'].map(
  (suffix) => [`${EQUALITY_SEARCH}_${suffix}`, equalitySearch(suffix)] as const,
);
