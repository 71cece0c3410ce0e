import { edit } from '../session';
import { useHolt } from '../store';
import { language } from '../workers';

/**
 * Writes pipeline steps after the body of the program's `main`, as one edit (RES-8). False where the project has no
 * such function.
 */
export async function appendSteps(steps: string): Promise<boolean> {
  const { files } = useHolt.getState();
  for (const file of files) {
    const main = (await language().symbols(file.path)).find(({ name }) => name === 'main');
    if (main === undefined) continue;
    const end = main.extent.end;
    const body = file.text.slice(0, end).trimEnd();
    edit(`${body}\n${steps}${file.text.slice(end)}`, file.path);
    return true;
  }
  return false;
}
