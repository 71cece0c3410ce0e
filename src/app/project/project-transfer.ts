import { saveFile } from '../results/save-file';
import { announce, complain, openProgram, runRequest } from '../session';
import { useHolt } from '../store';
import { words } from '../words';
import { engine } from '../workers';
import { addFiles } from './file-actions';

/*
 * Projects in and out of the page (PRJ-3, PRJ-4); loaded when one comes or goes.
 */

/** Saves the project with its data as a zip of plain files. */
export async function exportProject(): Promise<void> {
  const packed = await engine().packProject(content());
  if (!packed.ok) {
    complain(packed.error.message);
    return;
  }
  const zip = new Blob([packed.value as Uint8Array<ArrayBuffer>], { type: 'application/zip' });
  saveFile(useHolt.getState().projectName, 'holt.zip', zip);
  announce(words.projects.exported);
}

/** Writes the same files into a folder that the person picks. */
export async function exportToFolder(): Promise<void> {
  const { unzipSync } = await import('fflate');
  const packed = await engine().packProject(content());
  if (!packed.ok) return complain(packed.error.message);
  try {
    const top = await pickFolder();
    for (const [path, bytes] of Object.entries(unzipSync(packed.value))) {
      const parts = path.split('/');
      let folder = top;
      for (const part of parts.slice(0, -1)) folder = await folder.getDirectoryHandle(part, { create: true });
      const file = await folder.getFileHandle(parts.at(-1)!, { create: true });
      const stream = await file.createWritable();
      await stream.write(bytes as Uint8Array<ArrayBuffer>);
      await stream.close();
    }
    announce(words.projects.exportedTo(top.name));
  } catch (error) {
    if (!(error instanceof DOMException && error.name === 'AbortError')) complain(words.projects.notExported);
  }
}

function pickFolder(): Promise<FileSystemDirectoryHandle> {
  const { showDirectoryPicker } = window as unknown as {
    showDirectoryPicker(options: { mode: 'readwrite' }): Promise<FileSystemDirectoryHandle>;
  };
  return showDirectoryPicker({ mode: 'readwrite' });
}

/** Lets the person pick a zip or `.lt` files. */
export function chooseProject(): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.accept = '.zip,.lt';
  input.addEventListener('change', () => void takeFiles([...(input.files ?? [])]));
  input.click();
}

/**
 * Files came by drop or picker. A zip is a project of its own; so are `.lt` files with a root among them; others that
 * begin with `submodule` join the project on the screen (DAT-1, PRJ-3).
 */
export async function takeFiles(given: readonly File[]): Promise<void> {
  const zip = given.find(({ name }) => /\.zip$/i.test(name));
  if (zip !== undefined) return openZip(zip);
  const sources = given.filter(({ name }) => /\.lt$/i.test(name));
  const files = await Promise.all(
    sources.map(async (file) => ({ path: file.name, text: await file.text() })),
  );
  const roots = files.filter(({ text }) => !/^\uFEFF?(?:\s|#(?![#!])[^\n]*(?:\n|$))*submodule\b/.test(text));
  const [root] = roots;
  if (root === undefined) addFiles(files);
  else openProgram({ name: root.path.replace(/\.lt$/i, ''), files, own: true });
}

async function openZip(zip: File): Promise<void> {
  const read = await engine().unpackProject(new Uint8Array(await zip.arrayBuffer()));
  if (!read.ok) {
    complain(read.error.message);
    return;
  }
  const { name, project, runner, selector, inputs } = read.value;
  useHolt.setState({ dataSets: await engine().dataSets() });
  openProgram({
    name: name === '' ? zip.name.replace(/(?:\.holt)?\.zip$/i, '') : name,
    ...project,
    runner,
    selector,
    bindings: Object.fromEntries(inputs.map(({ param, from }) => [param, from])),
    own: true,
  });
  announce(words.projects.imported(project.files.length));
}

/** The open project as it goes out, with all its data. */
function content(): Parameters<ReturnType<typeof engine>['packProject']>[0] {
  const { projectName, dataSets } = useHolt.getState();
  const { project, runner, selector = '', inputs } = runRequest();
  return { name: projectName, project, runner, selector, inputs, data: dataSets.map(({ name }) => name) };
}
