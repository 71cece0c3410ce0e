import { useEffect, useState } from 'react';
import type { FixView } from '../../engine';
import { applyFix } from '../editor/apply-fix';
import { goToProblem } from '../editor/editor-actions';
import { runEntry } from '../session';
import { errorsIn, useHolt } from '../store';
import { words } from '../words';
import { language } from '../workers';

/** There is no `main`: which functions could be run instead (STA-2). */
export function NoMain() {
  const files = useHolt((state) => state.files);
  const version = useHolt((state) => state.check?.version);
  const [paths, setPaths] = useState<readonly string[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again for each checked text
  useEffect(() => {
    let current = true;
    void Promise.all(files.map(({ path }) => language().lenses(path))).then((lenses) => {
      if (!current) return;
      const runnable = lenses.flat().filter(({ kind, run }) => kind === 'function' && run !== 'no');
      setPaths(runnable.map(({ path }) => path));
    });
    return () => {
      current = false;
    };
  }, [version]);
  return (
    <section className="state">
      <h3>{words.view.nothingYet}</h3>
      <p>{paths.length === 0 ? words.view.nothingYetNote : words.view.couldRun}</p>
      <span className="state-actions">
        {paths.slice(0, 6).map((path) => (
          <button key={path} type="button" className="button framed" onClick={() => void runEntry(path)}>
            {words.bar.runEntry(path)}
          </button>
        ))}
      </span>
    </section>
  );
}

/** The text has errors: the first one in words, its place, and what mends it (STA-3). */
export function BrokenProgram() {
  const check = useHolt((state) => state.check);
  const first = errorsIn(check)[0];
  const [fix, setFix] = useState<FixView | null>(null);
  useEffect(() => {
    let current = true;
    setFix(null);
    if (first !== undefined)
      void language()
        .fixes(first.span)
        .then((fixes) => {
          if (current) setFix(fixes.find(({ kind }) => kind === 'fix') ?? null);
        });
    return () => {
      current = false;
    };
  }, [first]);
  if (first === undefined) return null;
  return (
    <section className="state broken" aria-label={words.view.broken}>
      <p>{first.message}</p>
      <span className="state-actions">
        {fix === null ? null : (
          <button type="button" className="button main" onClick={() => applyFix(fix)}>
            {fix.title}
          </button>
        )}
        <button type="button" className="button framed" onClick={() => goToProblem(first)}>
          {words.view.goToSource}
        </button>
        <button type="button" className="button" onClick={() => useHolt.setState({ explained: first.slug })}>
          {words.explanation.open}
        </button>
      </span>
    </section>
  );
}

/** Inputs that have no value, or a wrong one, with their types, and the way to the form (STA-4). */
export function InputsMissing() {
  const program = useHolt((state) => state.check?.program);
  const bindings = useHolt((state) => state.bindings);
  const faults = useHolt((state) => state.inputFaults);
  const wanted = (program?.params ?? []).filter(
    ({ name }) => bindings[name] === undefined || faults[name]?.length,
  );
  if (wanted.length === 0) return null;
  return (
    <section className="state wanting" aria-label={words.view.inputsNeeded}>
      <h3>{words.view.inputsNeeded}</h3>
      <ul>
        {wanted.map(({ name, type }) => (
          <li key={name} className="code">
            {name}: {type}
          </li>
        ))}
      </ul>
      <p>{words.view.inputNeededNote}</p>
      <span className="state-actions">
        <button type="button" className="button main" onClick={goToForm}>
          {words.view.goToForm}
        </button>
      </span>
    </section>
  );
}

/** Puts the focus into the first field of the inputs form that lacks a value, or has a wrong one (STA-4). */
export function goToForm(): void {
  useHolt.setState({ place: 'code' });
  const form = document.querySelector('.inputs');
  const wanted =
    form?.querySelector('[aria-invalid=true], [data-missing] select') ?? form?.querySelector('.field');
  requestAnimationFrame(() => (wanted as HTMLElement | null)?.focus());
}
