import { Tabs } from 'radix-ui';
import { type ComponentType, lazy, Suspense } from 'react';
import { soon } from '../shell/soon';
import { StoredResult } from '../start/stored-result';
import { type PhonePlace, useHolt, type ViewName, viewNames } from '../store';
import { words } from '../words';
import { EarlierResult } from './earlier-result';
import './view.css';

/** Asked for at once, beside the rest of the page: the first live result needs it (SPD-3). */
const resultView = import('./result-view');

const ResultView = soon(() => resultView, BeforeResult);
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

/** What stands there until the view is loaded: the stored result of the starter, or what the last visit left. */
function BeforeResult() {
  const starter = useHolt((state) => state.starter);
  const earlier = useHolt((state) => state.earlier);
  if (starter && earlier === null) return <StoredResult />;
  return earlier === null ? null : <EarlierResult earlier={earlier} />;
}
