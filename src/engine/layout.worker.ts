import { expose } from 'comlink';
import { layoutGraph } from './graph-layout';
import type { LayoutFacade } from './messages';

const facade: LayoutFacade = { layout: async (request) => layoutGraph(request) };

expose(facade);
