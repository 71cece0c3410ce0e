import { beforeAll, expect, test } from 'vitest';
import type { Blake3 } from '../base';
import { writeLink } from '../share';
import { compileDeps } from './composition';
import { DataSets } from './data-sets';
import { Links } from './links';
import type { ShareContent } from './messages';

let blake3: Blake3;
let deps: Awaited<ReturnType<typeof compileDeps>>;
beforeAll(async () => {
  deps = await compileDeps();
  blake3 = deps.blake3 as Blake3;
});

const content: ShareContent = {
  name: 'Cities',
  project: { files: [{ path: 'module.lt', text: 'func main(cities: [{name: Text}]) -> cities\n' }] },
  runner: 'auto',
  selector: '',
  inputs: [{ param: 'cities', from: { kind: 'data', set: 'cities' } }],
  data: ['cities'],
};

async function setsWith(text: string): Promise<DataSets> {
  const sets = new DataSets();
  await sets.takeIn({ name: 'cities', fileName: 'cities.csv', file: new Blob([text]) });
  return sets;
}

test('SHR-1 a link carries project, inputs, data and runner, and never a run, an output or an address', async () => {
  const links = new Links(blake3, deps, await setsWith('name\nSolkan\n'));
  const made = await links.encode({ ...content, selector: 'not runner=pglite', view: 'plan' });
  const there = new DataSets();
  const opened = await new Links(blake3, deps, there).decode(made.ok ? made.value : '');
  expect(opened).toMatchObject({
    ok: true,
    value: {
      name: 'Cities',
      selector: 'not runner=pglite',
      view: 'plan',
      inputs: content.inputs,
      missing: [],
    },
  });
  expect(await there.get('cities')?.file.text()).toBe('name\nSolkan\n');
});

test('PRJ-8 SHR-1 a server that a program names is not in its link', async () => {
  const text = '@!runner("postgres://ada:s3cr3t@db.example/otters")\nfunc main() -> 1: Int64\n';
  const links = new Links(blake3, deps, new DataSets());
  const made = await links.encode({
    ...content,
    inputs: [],
    project: { files: [{ path: 'module.lt', text }] },
  });
  const opened = await links.decode(made.ok ? made.value : '');
  expect(opened.ok && opened.value.project.files[0]?.text).toBe(
    '@!runner("pglite")\nfunc main() -> 1: Int64\n',
  );
});

test('PRJ-7 a data set of a link never replaces one of the same name', async () => {
  const made = await new Links(blake3, deps, await setsWith('name\nSolkan\n')).encode(content);
  const own = await setsWith('name\nMaribor\n');
  const opened = await new Links(blake3, deps, own).decode(made.ok ? made.value : '');
  expect(await own.get('cities')?.file.text()).toBe('name\nMaribor\n');
  expect(await own.get('cities_2')?.file.text()).toBe('name\nSolkan\n');
  expect(opened.ok && opened.value.inputs).toEqual([
    { param: 'cities', from: { kind: 'data', set: 'cities_2' } },
  ]);
});

test('SHR-5 what is left out leaves its name, type, size and digest; whoever has the file is not asked', async () => {
  const sets = await setsWith('name\nSolkan\n');
  const made = await new Links(blake3, deps, sets).encode({ ...content, data: [] });
  const link = made.ok ? made.value : '';
  const missing = { name: 'cities', fileName: 'cities.csv', bytes: 12 };
  const opened = await new Links(blake3, deps, new DataSets()).decode(link);
  expect(opened).toMatchObject({ ok: true, value: { missing: [missing] } });
  expect(opened.ok && opened.value.missing[0]?.digest).toMatch(/^[0-9a-f]{16}$/);
  expect(await new Links(blake3, deps, sets).decode(link)).toMatchObject({
    ok: true,
    value: { missing: [] },
  });
});

test('SHR-13 a link of a newer version says so, one of this version or an older one does not', async () => {
  const files = content.project.files;
  const notes = async (version: string) => {
    const opened = await new Links(blake3, deps, new DataSets()).decode(
      writeLink({ files, version }, blake3),
    );
    return opened.ok ? opened.value.notes.join() : '';
  };
  expect(await notes('9.1.0')).toContain('made with Holt 9.1.0');
  expect(await notes('0.1.0')).toBe('');
  expect(await notes('0.0.9')).toBe('');
});

test('the single input of a command line link belongs to the single parameter', async () => {
  const files = [{ path: 'main.lt', text: 'func main(x: Int64) -> x + 1\n' }];
  const opened = await new Links(blake3, deps, new DataSets()).decode(
    writeLink({ files, input: '41' }, blake3),
  );
  expect(opened.ok && opened.value.inputs).toEqual([{ param: 'x', from: { kind: 'literal', text: '41' } }]);
});

test('PRJ-4 a project is packed with its data, and unpacked with its bindings', async () => {
  const packed = await new Links(blake3, deps, await setsWith('name\nSolkan\n')).pack(content);
  const there = new DataSets();
  const opened = await new Links(blake3, deps, there).unpack(packed.ok ? packed.value : new Uint8Array());
  expect(opened).toMatchObject({ ok: true, value: { name: 'Cities', inputs: content.inputs } });
  expect(await there.get('cities')?.file.text()).toBe('name\nSolkan\n');
});
