import { expose } from 'comlink';
import { layoutGraph } from './graph-layout';
import { LatestLayout } from './latest-layout';
import type { LayoutFacade } from './messages';

const latest = new LatestLayout(layoutGraph);
const facade: LayoutFacade = {
  layout: async (request) => layoutGraph(request),
  latest: (request) => latest.of(request),
};

expose(facade);
