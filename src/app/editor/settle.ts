import { checkNow, isChecked } from '../session';
import { useHolt } from '../store';

/** Makes sure that the worker has the text that the question is about. */
export async function settle(): Promise<void> {
  if (!isChecked(useHolt.getState())) await checkNow();
}
