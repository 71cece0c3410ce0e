import * as monaco from 'monaco-editor/editor/editor.api';
import { openGallery } from '../actions';
import { words } from '../words';

/** Opens the gallery from a hover. */
const command = 'holt.gallery';

/** Lets hovers lead to examples. */
export function provideExampleLinks(): void {
  monaco.editor.registerCommand(command, (_, name: string) => openGallery(name));
}

/** The way to the examples that use a function of the library; null where there is none (GAL-3). */
export async function exampleLink(name: string | undefined): Promise<monaco.IMarkdownString | null> {
  if (name === undefined) return null;
  const { examplesUsing } = await import('../gallery');
  if (examplesUsing(name).length === 0) return null;
  const link = `command:${command}?${encodeURIComponent(JSON.stringify([name]))}`;
  return {
    value: `[${words.gallery.thatUse(name)}](${link})`,
    isTrusted: { enabledCommands: [command] },
  };
}
