export type * as ir from './ir';
