import type { NativeSite, RowFiles } from '../../program';
import { LayoutArguments } from '../layout-arguments';
import { type NativeEntries, plain } from '../native-table';
import { readText } from '../utf8';
import { pathBelowRoot } from './path';

/** The files, the name as written and the path it stands for. */
function open(site: NativeSite, text: number): { files: RowFiles; name: string; path: string } {
  const files = site.host.files ?? site.fail('lutra-interpreter was not provided with file-system access');
  const name = readText(site.memory, text);
  return { files, name, path: pathBelowRoot(name) ?? site.fail(`invalid path: ${name}`) };
}

/** The natives of `std::fs`. Rows travel as encoded values; what a Parquet file is, the host knows. */
export const fs: NativeEntries = [
  [
    'std::fs::read_parquet',
    plain(['view'], 'view', (site) => {
      const type = new LayoutArguments(site.layout).blob() ?? new Uint8Array();
      return (fileName: number) => {
        const { files, name, path } = open(site, fileName);
        const read = files.read(path, type);
        if (!read.ok) return site.fail(`read_parquet(${name}): ${read.cause}`);
        const at = site.memory.alloc(read.rows.length);
        site.memory.bytes.set(read.rows, at);
        return at;
      };
    }),
  ],
  [
    'std::fs::write_parquet',
    plain(['view', 'view'], 'view', (site) => {
      const type = new LayoutArguments(site.layout).blob() ?? new Uint8Array();
      return (rows: number, fileName: number) => {
        const { files, path } = open(site, fileName);
        files.write(path, type, rows);
        return site.memory.alloc(0);
      };
    }),
  ],
];
