import { checkNow } from '../session';
import { useHolt } from '../store';

/** Makes sure that the worker has the text that the question is about. */
export async function settle(): Promise<void> {
  const { check, version } = useHolt.getState();
  if (check?.version !== version) await checkNow();
}
