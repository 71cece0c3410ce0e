import { goToProblem, placeOf } from '../editor/editor-actions';
import { useHolt } from '../store';
import { words } from '../words';
import { Icon } from './icons';

/** All problems of the text, opened upward from the Strip (LAY-6). */
export default function ProblemList() {
  const problems = useHolt((state) => state.check?.problems) ?? [];
  return (
    <section className="problem-list" aria-label={words.problems.list}>
      {problems.length === 0 ? <p className="problem-row">{words.problems.none}</p> : null}
      <ul>
        {problems.map((problem) => {
          const { line, column } = placeOf(problem.span);
          return (
            <li key={`${problem.slug} ${problem.span.start}`} className="problem-entry">
              <button
                type="button"
                className="problem-row"
                data-severity={problem.severity}
                onClick={() => goToProblem(problem)}
              >
                <Icon name="error" />
                <span>{problem.message}</span>
                <small>{words.problems.at(line, column)}</small>
              </button>
              <button
                type="button"
                className="button"
                onClick={() => useHolt.setState({ explained: problem.slug })}
              >
                {words.explanation.open}
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
