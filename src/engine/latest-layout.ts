import type { GraphLayout, LayoutRequest } from './messages';

/** Layouts for a drawing that changes while it is typed: a newer plan cancels the older ones that wait (GRF-3). */
export class LatestLayout {
  #newest = 0;

  constructor(private readonly layout: (request: LayoutRequest) => GraphLayout) {}

  /** The layout, or null when a newer one was asked for before this one began. */
  async of(request: LayoutRequest): Promise<GraphLayout | null> {
    this.#newest += 1;
    const mine = this.#newest;
    // Requests that came while another layout was worked out are taken in before this one begins.
    await new Promise((turn) => setTimeout(turn, 0));
    return mine === this.#newest ? this.layout(request) : null;
  }
}
