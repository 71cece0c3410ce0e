import type { ParamView } from '../../engine';
import { useHolt } from '../store';
import { words } from '../words';
import { Field } from './field';
import { FieldContext } from './field-context';
import { bind, chooseSource } from './inputs';
import './inputs.css';

/** A form made from the types of `main`'s parameters (DAT-13). */
export default function InputsForm() {
  const params = useHolt((state) => state.program?.params) ?? [];
  const dropped = useHolt((state) => state.inputsDropped);
  return (
    <section className="inputs" aria-label={words.regions.inputs} tabIndex={-1}>
      {dropped.length === 0 ? null : (
        <div className="inputs-dropped" role="status">
          <span>{words.inputs.dropped(dropped.length)}</span>
          <span className="code">{dropped.slice(0, 5).join(' · ')}</span>
          <button type="button" className="link" onClick={() => useHolt.setState({ inputsDropped: [] })}>
            {words.inputs.understood}
          </button>
        </div>
      )}
      {params.map((param) => (
        <Param key={param.name} param={param} />
      ))}
    </section>
  );
}

function Param({ param }: { readonly param: ParamView }) {
  const { name, type, field, table } = param;
  const from = useHolt((state) => state.bindings[name]);
  const dataSets = useHolt((state) => state.dataSets);
  const faults = useHolt((state) => state.inputFaults[name]) ?? [];
  const isArray = field?.kind === 'array';
  return (
    <div className="input-row" data-missing={from === undefined ? '' : undefined}>
      <div className="input-name">
        <b className="code">{name}</b>
        <small className="code" title={field?.source ?? type}>
          {field?.source ?? type}
        </small>
      </div>
      <div className="input-value">
        {isArray ? (
          <select
            className="field"
            aria-label={words.inputs.source(name)}
            value={from === undefined ? '' : from.kind === 'data' ? `data:${from.set}` : 'form'}
            onChange={(event) => chooseSource(name, field, event.target.value)}
          >
            {from === undefined ? <option value="">{words.inputs.none}</option> : null}
            {table
              ? dataSets.map((set) => (
                  <option key={set.name} value={`data:${set.name}`}>
                    {words.inputs.boundTo(set.name)}
                  </option>
                ))
              : null}
            <option value="form">{words.inputs.rowsHere}</option>
          </select>
        ) : null}
        {from?.kind === 'form' ? (
          <FieldContext value={{ faults, Field }}>
            <Field
              type={field ?? from.type}
              entry={from.entry}
              path={[]}
              label={name}
              onChange={(entry) => bind(name, { kind: 'form', type: field ?? from.type, entry })}
            />
          </FieldContext>
        ) : null}
      </div>
    </div>
  );
}
