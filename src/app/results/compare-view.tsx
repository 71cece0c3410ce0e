import { useState } from 'react';
import type { Comparison, RunnerStatus } from '../../engine';
import { refreshRunners, runRequest } from '../session';
import { useHolt } from '../store';
import { sizeInWords, timeInWords, wholeNumber, words } from '../words';
import { engine } from '../workers';
import './compare.css';

/** One program with one input on every runner that takes it, and whether they agree (CMP-1 … CMP-3). */
export default function CompareView() {
  const version = useHolt((state) => state.version);
  const runners = useHolt((state) => state.runners);
  const program = useHolt((state) => state.check?.program);
  const [compared, setCompared] = useState<{ readonly version: number; readonly result: Comparison } | null>(
    null,
  );
  const [running, setRunning] = useState(false);

  async function compare(): Promise<void> {
    setRunning(true);
    const result = await engine().compare(runRequest());
    setCompared({ version, result });
    setRunning(false);
    void refreshRunners();
  }

  return (
    <section className="compare">
      <div className="compare-start">
        <button
          type="button"
          className="button main"
          disabled={running || program === undefined}
          onClick={() => void compare()}
        >
          {running ? words.compare.running : words.compare.start}
        </button>
        <span>{loadInWords(runners)}</span>
      </div>
      {compared === null ? null : (
        <>
          {compared.version === version ? null : <p className="result-mark">{words.view.earlier}</p>}
          <Verdict result={compared.result} />
        </>
      )}
    </section>
  );
}

function loadInWords(runners: readonly RunnerStatus[]): string {
  const bytes = runners.reduce((all, one) => all + (one.refusal === undefined ? one.loadBytes : 0), 0);
  return bytes === 0 ? words.compare.nothingToLoad : words.compare.toLoad(sizeInWords(bytes));
}

function Verdict({ result }: { readonly result: Comparison }) {
  const digests = result.runs.flatMap((run) => run.digest ?? []);
  const same = digests.length > 1 && new Set(digests).size === 1;
  return (
    <>
      <h3 className={same ? 'compare-verdict same' : 'compare-verdict'} role="status">
        {same
          ? words.compare.same(digests.length)
          : digests.length < 2
            ? words.compare.tooFew(digests.length)
            : words.compare.different}
      </h3>
      <table className="compare-table">
        <thead>
          <tr>
            {words.compare.columns.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {result.runs.map((run) => (
            <tr key={run.runner}>
              <th scope="row">{words.runner[run.runner]}</th>
              {run.failure === undefined ? (
                <>
                  <td className="code" title={run.digest}>
                    {run.digest?.slice(0, 16)}
                  </td>
                  <td>{run.rows === null ? '–' : wholeNumber(run.rows)}</td>
                  <td>{run.bytes === null ? '–' : sizeInWords(run.bytes)}</td>
                  <td>{timeInWords(run.loadMs)}</td>
                  <td>{timeInWords(run.executeMs)}</td>
                </>
              ) : (
                <td colSpan={5}>{run.failure}</td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {result.differences.map(({ runners: [left, right], at }) => (
        <section key={right} className="compare-differences">
          <h4>{words.compare.differences(at.length, words.runner[left], words.runner[right])}</h4>
          <table className="compare-table">
            <thead>
              <tr>
                <th scope="col">{words.compare.path}</th>
                <th scope="col">{words.runner[left]}</th>
                <th scope="col">{words.runner[right]}</th>
              </tr>
            </thead>
            <tbody>
              {at.map((one) => (
                <tr key={one.path}>
                  <th scope="row" className="code">
                    {one.path}
                  </th>
                  <td className="code">{one.left}</td>
                  <td className="code">{one.right}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
    </>
  );
}
