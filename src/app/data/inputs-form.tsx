import type { InputBinding } from '../../engine';
import { mayRunByItself, run } from '../session';
import { useHolt } from '../store';
import { words } from '../words';

/** Where each parameter of `main` gets its value: a data set, or a Lutra literal (DAT-13). */
export function InputsForm() {
  const params = useHolt((state) => state.program?.params) ?? [];
  const dataSets = useHolt((state) => state.dataSets);
  const bindings = useHolt((state) => state.bindings);
  return (
    <section className="inputs" aria-label={words.regions.inputs}>
      {params.map((param) => {
        const from = bindings[param.name];
        return (
          <div key={param.name} className="input-row" data-missing={from === undefined ? '' : undefined}>
            <span className="input-name">
              <b className="code">{param.name}</b>
              <small className="code" title={param.type}>
                {param.type}
              </small>
            </span>
            <select
              className="field"
              aria-label={words.inputs.source(param.name)}
              value={from === undefined ? '' : from.kind === 'data' ? `data:${from.set}` : 'literal'}
              onChange={(event) => bind(param.name, choiceOf(event.target.value))}
            >
              {from === undefined ? <option value="">{words.inputs.none}</option> : null}
              {param.table
                ? dataSets.map((set) => (
                    <option key={set.name} value={`data:${set.name}`}>
                      {words.inputs.boundTo(set.name)}
                    </option>
                  ))
                : null}
              <option value="literal">{words.inputs.literal}</option>
            </select>
            {from?.kind === 'literal' ? (
              <input
                className="field code fill"
                value={from.text}
                spellCheck={false}
                placeholder={words.inputs.placeholder(param.type)}
                aria-label={words.inputs.value(param.name)}
                onChange={(event) => bind(param.name, { kind: 'literal', text: event.target.value })}
              />
            ) : null}
          </div>
        );
      })}
    </section>
  );
}

function choiceOf(value: string): InputBinding['from'] {
  return value.startsWith('data:') ? { kind: 'data', set: value.slice(5) } : { kind: 'literal', text: '' };
}

let timer: ReturnType<typeof setTimeout> | undefined;

function bind(param: string, from: InputBinding['from']): void {
  useHolt.setState((state) => ({ bindings: { ...state.bindings, [param]: from } }));
  clearTimeout(timer);
  timer = setTimeout(() => {
    if (mayRunByItself()) void run();
  }, 250);
}
