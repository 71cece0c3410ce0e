import { useMemo } from 'react';
import { goToProblem } from '../editor/editor-actions';
import { errorsIn, useHolt } from '../store';
import { words } from '../words';
import { Icon } from './icons';

/** How many problems there are and what the first one says; pressing it goes there (LAY-6). */
export function BarStatus() {
  const check = useHolt((state) => state.check);
  const errors = useMemo(() => errorsIn(check), [check]);
  const first = errors[0];
  return (
    <span className="bar-status" aria-live="polite">
      {first === undefined ? null : (
        <button type="button" className="button problem" onClick={() => goToProblem(first)}>
          <Icon name="error" />
          <b>{words.problems.count(errors.length)}</b>
          <span className="bar-message">{first.message.split('\n')[0]}</span>
        </button>
      )}
    </span>
  );
}
