import { openExample } from '../actions';
import { useHolt } from '../store';
import { examples } from '.';

/** All examples by their titles, as the side lists them. */
export default function ExampleList() {
  const opened = useHolt((state) => state.projectName);
  return (
    <ul className="side-list">
      {examples.map((example) => (
        <li key={example.id}>
          <button
            type="button"
            className="side-item"
            aria-current={opened === example.title ? 'true' : undefined}
            title={example.shows}
            onClick={() => openExample(example)}
          >
            <span>{example.title}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
