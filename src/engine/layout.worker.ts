import './own-origin';
import { expose } from 'comlink';
import { layoutGraph } from './graph-layout';
import { holdLife } from './life';
import type { LayoutFacade } from './messages';

const alive = holdLife();
const facade: LayoutFacade = {
  layout: async (request) => layoutGraph(request),
  ping: async () => {
    await alive;
    return true;
  },
};

expose(facade);
