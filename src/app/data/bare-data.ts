import { complain } from '../session';
import { words } from '../words';
import { engine } from '../workers';

/**
 * The files with each `.ld` and its type made one `.ltd` (DAT-1). The type of `towns.ld` is `towns.type.lt`, or the only
 * `.lt` that came along. A `.ld` that has none, or whose type cannot be read, is told and left out.
 */
export async function typed(files: readonly File[]): Promise<readonly File[]> {
  const bare = files.filter(({ name }) => bareName.test(name));
  const sources = files.filter(({ name }) => /\.lt$/i.test(name));
  const used = new Set<File>(bare);
  const made: File[] = [];
  for (const file of bare) {
    const stem = file.name.replace(bareName, '');
    const own = sources.find(({ name }) => name === `${stem}.type.lt`);
    const source = own ?? (bare.length === 1 && sources.length === 1 ? sources[0] : undefined);
    if (source === undefined) {
      complain(words.data.typeMissing(file.name, `${stem}.type.lt`));
      continue;
    }
    used.add(source);
    const type = await source.text();
    const whole = await engine().typedData({ name: file.name, data: file, typeName: source.name, type });
    if (whole.ok) made.push(new File([whole.value.slice()], `${stem}.ltd`));
    else complain(whole.error);
  }
  return [...files.filter((file) => !used.has(file)), ...made];
}

const bareName = /\.ld(\.gz)?$/i;
