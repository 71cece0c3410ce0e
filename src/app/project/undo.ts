import { useHolt } from '../store';
import { undoTime } from './keeper';

let timer: ReturnType<typeof setTimeout> | undefined;

/** Says what was done and offers to take it back, for 30 seconds (PRJ-3). A newer offer replaces an older one. */
export function offerUndo(text: string, run: () => void): void {
  clearTimeout(timer);
  useHolt.setState({ undo: { text, run } });
  timer = setTimeout(() => useHolt.setState({ undo: null }), undoTime);
}

/** Takes back what is offered. */
export function undoNow(): void {
  const { undo } = useHolt.getState();
  clearTimeout(timer);
  useHolt.setState({ undo: null });
  undo?.run();
}
