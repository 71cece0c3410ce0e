import type { InstanceId } from './brand';

/** News among the tabs of one origin. Losing every message costs latency, never correctness (REC-15). */
export type Hint =
  | { readonly kind: 'changed'; readonly id: InstanceId }
  | { readonly kind: 'signal'; readonly id: InstanceId }
  | { readonly kind: 'slotFree' }
  | { readonly kind: 'leader' };

export interface Bus {
  post(hint: Hint): void;
  /** Called for the hints of others, not for one's own. */
  on(listener: (hint: Hint) => void): Disposable;
}
