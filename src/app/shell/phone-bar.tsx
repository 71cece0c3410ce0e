import { commandOf } from '../commands';
import { errorsIn, type PhonePlace, useHolt } from '../store';
import { words } from '../words';
import { Icon, type IconName } from './icons';
import './phone-bar.css';

const places: readonly { readonly place: PhonePlace; readonly icon: IconName }[] = [
  { place: 'code', icon: 'code' },
  { place: 'result', icon: 'table' },
  { place: 'plan', icon: 'plan' },
  { place: 'data', icon: 'file' },
];

/** On a phone one region fills the page; this chooses which, and runs the program (§2.2). */
export function PhoneBar() {
  const current = useHolt((state) => state.place);
  const runnable = useHolt(
    (state) => state.check?.program !== undefined && errorsIn(state.check).length === 0,
  );
  return (
    <nav className="phone-bar" aria-label={words.layout.navigation}>
      {places.map(({ place, icon }) => (
        <button
          key={place}
          type="button"
          className="phone-place"
          aria-current={current === place ? 'page' : undefined}
          onClick={() =>
            useHolt.setState(
              place === 'plan' || place === 'result'
                ? { place, view: place }
                : {
                    place,
                    ...(place === 'data'
                      ? { layout: { ...useHolt.getState().layout, sideShown: true } }
                      : {}),
                  },
            )
          }
        >
          <Icon name={icon} />
          {words.layout[place]}
        </button>
      ))}
      <button
        type="button"
        className="button main phone-run"
        disabled={!runnable}
        onClick={() => {
          commandOf('run').run();
          useHolt.setState({ place: 'result', view: 'result' });
        }}
      >
        <Icon name="run" />
        {words.bar.run}
      </button>
    </nav>
  );
}
