import {
  type CheckpointId,
  type CheckpointReply,
  type CheckpointTag,
  type CustomSubtype,
  type Directive,
  type Json,
  type LaunchPort,
  type Millis,
  ok,
  type Result,
  type StoredTag,
} from '../base';

/**
 * A port of a run that is kept nowhere: checkpoints live as long as this object, so that the run can be paused and
 * taken up again. With `keep` false nothing is held: for runs that nobody will resume. States are handed on as they
 * are; as everywhere, whoever gets one only reads it.
 */
export class MemoryLaunchPort implements LaunchPort {
  /** What the run is told at its next question. */
  directive: Directive = 'go';
  readonly #checkpoints = new Map<CheckpointId, { readonly tag: StoredTag; readonly state: Uint8Array }>();
  readonly #keep: boolean;
  readonly #events: { readonly subtype: CustomSubtype; readonly data: Json }[] = [];

  constructor(options: { readonly keep?: boolean } = {}) {
    this.#keep = options.keep ?? true;
  }

  known(): ReadonlyMap<CheckpointId, StoredTag> {
    return new Map([...this.#checkpoints].map(([id, { tag }]) => [id, tag]));
  }

  async checkpoint(
    id: CheckpointId,
    state: Uint8Array,
    tag: CheckpointTag,
  ): Promise<Result<CheckpointReply>> {
    const stored = this.#valid(id, tag);
    if (stored) return ok({ found: true, state: stored, saved: false, directive: this.directive });
    if (!this.#keep) return ok({ found: false, saved: false, directive: this.directive });
    this.#checkpoints.set(id, { tag: { ...tag, length: state.length }, state });
    return ok({ found: false, saved: true, directive: this.directive });
  }

  async getCheckpoint(id: CheckpointId, tag: CheckpointTag): Promise<Result<Uint8Array | null>> {
    return ok(this.#valid(id, tag));
  }

  /** Nothing outlives the run, so a sleep ends it. */
  async sleep(_id: CheckpointId, _until: Millis): Promise<Result<'elapsed' | 'suspend'>> {
    return ok('suspend');
  }

  poll(): Directive {
    return this.directive;
  }

  event(subtype: CustomSubtype, data: Json = null): void {
    this.#events.push({ subtype, data });
  }

  get events(): readonly { readonly subtype: CustomSubtype; readonly data: Json }[] {
    return this.#events;
  }

  #valid(id: CheckpointId, tag: CheckpointTag): Uint8Array | null {
    const stored = this.#checkpoints.get(id);
    if (!stored || stored.tag.planHash !== tag.planHash || stored.tag.typeHash !== tag.typeHash) return null;
    return stored.state;
  }
}
