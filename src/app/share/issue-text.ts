import { projectOf, useHolt } from '../store';
import { words } from '../words';
import { engine } from '../workers';
import { issueOf } from './share-forms';

/** The open project as the text of an issue: program, versions, error and plan (SHR-6). */
export async function issueText(): Promise<string> {
  const state = useHolt.getState();
  const { projectName, files, check, failure, runner, shown } = state;
  const plan = await engine().explain(projectOf(state), 'text', null);
  const problems = (check?.problems ?? []).filter(({ severity }) => severity === 'error');
  const failed = failure?.failure.kind === 'error' ? failure.failure.error.message : null;
  return issueOf({
    title: projectName,
    files,
    error:
      problems.length > 0 ? problems.map(({ code, message }) => `${code}: ${message}`).join('\n') : failed,
    plan: plan.ok ? plan.value : null,
    version: words.version,
    agent: navigator.userAgent,
    runner: shown?.run.runner ?? runner,
  });
}
