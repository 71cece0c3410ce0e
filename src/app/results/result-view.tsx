import { LinkQuestion } from '../share/link-question';
import { StoredResult } from '../start/stored-result';
import { errorsIn, useHolt } from '../store';
import { nextRunner, waitReason } from '../waiting';
import { words } from '../words';
import { EarlierResult } from './earlier-result';
import { EngineNeeded } from './engine-needed';
import { FailureState } from './failure-state';
import { FollowedStep } from './followed-step';
import { LongRun } from './long-run';
import { BrokenProgram, InputsMissing, NoMain } from './nothing-to-run';
import { ResultHead } from './result-head';
import { ValueView } from './value-view';
import { WriteQuestion } from './write-question';

/** The value of the program, or why there is none yet. */
export default function ResultView() {
  const shown = useHolt((state) => state.shown);
  const failure = useHolt((state) => state.failure);
  const newer = useHolt((state) => state.shown !== null && state.shown.version !== state.version);
  const broken = useHolt((state) => errorsIn(state.check).length > 0);
  const version = useHolt((state) => state.version);
  const noMain = useHolt(
    ({ check, version }) =>
      check?.version === version && check.program === undefined && errorsIn(check).length === 0,
  );
  const plan = useHolt((state) => state.check?.plan);
  const profiled = useHolt((state) => state.profiled);
  const peekedSet = useHolt((state) => state.dataSets.find((set) => set.name === state.peekedSet));
  const followed = useHolt((state) => state.followed);
  const form = useHolt((state) => state.form);
  const starter = useHolt((state) => state.starter && state.version === 1);
  const earlier = useHolt((state) => state.earlier);
  const running = useHolt((state) => state.running !== null);
  const waits = useHolt(waitReason);
  const engine = useHolt((state) => state.runners.find((one) => one.name === nextRunner(state)));

  if (peekedSet !== undefined) {
    return (
      <>
        <div className="result-head">
          <span className="result-facts">
            <b className="code">{peekedSet.name}</b>
            <span>{words.view.rowsByColumns(peekedSet.rows, peekedSet.value.columns.length)}</span>
            <span>{peekedSet.origin}</span>
          </span>
          <button type="button" className="button" onClick={() => useHolt.setState({ peekedSet: null })}>
            {words.side.backToResult}
          </button>
        </div>
        <div className="result-body">
          <ValueView value={peekedSet.value} form={profiled ? 'profile' : 'table'} />
        </div>
      </>
    );
  }
  if (followed !== null) return <FollowedStep followed={followed} />;
  // What is wrong with the text as it stands goes before how a run of an older one failed.
  const outdated =
    failure !== null && failure.version !== version && (broken || noMain || waits === 'inputs');
  if (failure !== null && !outdated && (shown === null || failure.version >= shown.version)) {
    return <FailureState failure={failure.failure} />;
  }
  if (noMain) return <NoMain />;
  if (shown === null) {
    if (starter) return <StoredResult />;
    if (running && earlier === null) return <LongRun />;
    if (waits === 'link') return <LinkQuestion engine={engine} />;
    if (waits === 'engine' && engine !== undefined && engine.state !== 'loading')
      return <EngineNeeded runner={engine.name} bytes={engine.loadBytes} />;
    if (waits === 'writes') return <WriteQuestion plan={plan} />;
    if (earlier !== null) return <EarlierResult earlier={earlier} />;
    if (waits === 'inputs') return <InputsMissing />;
    return broken ? <BrokenProgram /> : null;
  }
  // A result never passes for one of the newer text (GO-3): it is marked, unless the next run is on its way.
  const older = newer && (broken || waits !== null);
  return (
    <>
      <LongRun />
      <ResultHead shown={shown} older={older} />
      {broken ? <BrokenProgram /> : null}
      {newer && waits === 'inputs' ? <InputsMissing /> : null}
      <div className={older ? 'result-body older' : 'result-body'}>
        <ValueView value={shown.run.value} form={form} />
      </div>
    </>
  );
}
