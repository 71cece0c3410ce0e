import { saveFile } from '../results/save-file';
import { announce, checkNow, complain, edit, run } from '../session';
import { mainText, rootFile, useHolt } from '../store';
import { words } from '../words';
import { engine } from '../workers';

/**
 * A Parquet file is kept for programs alone: `fs::read_parquet` sees it under its name, and the program gains a function
 * that reads it (DAT-4). One edit, so one undo step. `isOwn` tells the person's program from an example.
 */
export async function takeStoredFile(file: File, isOwn: (text: string) => Promise<boolean>): Promise<void> {
  const kept = await engine().keepFile(file);
  if (!kept.ok) {
    complain(kept.error.message);
    return;
  }
  await refreshStoredFiles();
  announce(words.data.fileKept(file.name));
  const before = mainText(useHolt.getState());
  const name = /^func (`[^`]+`|[^\s(]+)\(/.exec(kept.value)?.[1] ?? '';
  if (before.includes(`func ${name}(`)) void run();
  else {
    const own = await isOwn(before);
    if (!own) useHolt.setState({ projectName: file.name.replace(/\.[^.]*$/, ''), starter: false });
    const text = own
      ? `${before.trimEnd()}\n\n${kept.value}`
      : `${kept.value}\nfunc main() -> ${name}()\n| slice(0, 100)\n`;
    edit(text, rootFile);
    await checkNow();
    void run();
  }
}

export async function refreshStoredFiles(): Promise<void> {
  useHolt.setState({ storedFiles: await engine().files() });
}

export async function removeStoredFile(name: string): Promise<void> {
  await engine().removeFile(name);
  await refreshStoredFiles();
}

export async function downloadStoredFile(name: string): Promise<void> {
  const bytes = await engine().fileBytes(name);
  if (bytes === null) return;
  const dot = name.lastIndexOf('.');
  saveFile(name.slice(0, dot), name.slice(dot + 1), new Blob([bytes as Uint8Array<ArrayBuffer>]));
}
