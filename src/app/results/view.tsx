import { Tabs } from 'radix-ui';
import { lazy, Suspense } from 'react';
import { type PhonePlace, useHolt, type ViewName } from '../store';
import { words } from '../words';
import { ResultView } from './result-view';
import './view.css';

const PlanView = lazy(() => import('../graph/plan-view'));
const SqlView = lazy(() => import('./sql-view'));

/** What came out, how it is computed, and in which words an engine is asked. */
export function View() {
  const view = useHolt((state) => state.view);
  return (
    <Tabs.Root
      className="view"
      value={view}
      onValueChange={(value) => {
        const name = value as ViewName;
        const place: PhonePlace = name === 'plan' ? 'plan' : 'result';
        useHolt.setState((state) => ({ view: name, place: state.place === 'code' ? state.place : place }));
      }}
      asChild
    >
      <section aria-label={words.regions.view}>
        <Tabs.List className="head tabs" aria-label={words.view.tabs}>
          {(['result', 'plan', 'sql'] as const).map((name) => (
            <Tabs.Trigger key={name} value={name} className="tab">
              {words.view[name]}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        <Tabs.Content value="result" className="view-body" tabIndex={-1}>
          <ResultView />
        </Tabs.Content>
        <Tabs.Content value="plan" className="view-body" tabIndex={-1}>
          <Suspense fallback={null}>
            <PlanView />
          </Suspense>
        </Tabs.Content>
        <Tabs.Content value="sql" className="view-body" tabIndex={-1}>
          <Suspense fallback={null}>
            <SqlView />
          </Suspense>
        </Tabs.Content>
      </section>
    </Tabs.Root>
  );
}
