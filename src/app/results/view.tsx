import { Tabs } from 'radix-ui';
import { type ComponentType, lazy, Suspense } from 'react';
import { type PhonePlace, useHolt, type ViewName, viewNames } from '../store';
import { words } from '../words';
import { ResultView } from './result-view';
import './view.css';

const PlanView = lazy(() => import('../graph/plan-view'));
const SqlView = lazy(() => import('./sql-view'));
const IrView = lazy(() => import('./ir-view'));
const BytesView = lazy(() => import('./bytes-view'));
const CompareView = lazy(() => import('./compare-view'));

const bodies: Record<Exclude<ViewName, 'result'>, ComponentType> = {
  plan: PlanView,
  sql: SqlView,
  ir: IrView,
  bytes: BytesView,
  compare: CompareView,
};

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
          {viewNames.map((name) => (
            <Tabs.Trigger key={name} value={name} className="tab">
              {words.view[name]}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        <Tabs.Content value="result" className="view-body" tabIndex={-1}>
          <ResultView />
        </Tabs.Content>
        {Object.entries(bodies).map(([name, Body]) => (
          <Tabs.Content key={name} value={name} className="view-body" tabIndex={-1}>
            <Suspense fallback={null}>
              <Body />
            </Suspense>
          </Tabs.Content>
        ))}
      </section>
    </Tabs.Root>
  );
}
