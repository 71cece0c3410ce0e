import { connectEngine } from '../engine';

/** The one connection of this page to its workers. */
export const workers = connectEngine();

export const language = workers.language;
export const engine = workers.engine;
export const layoutWorker = workers.layout;
