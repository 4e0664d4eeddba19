import type { Attachments } from "../attach/attach-points.ts";
import { LiveReach, type LiveReachInput } from "../live/live-reach.ts";
import type { Network } from "../network/network.ts";

/** The buildings one station reaches within the limit, and in how many units. */
export interface Ball {
  readonly buildings: Uint32Array;
  readonly units: Uint32Array;
}

/** Balls to keep, one station after the other; where each building hangs is worked out once. */
export class BallFinder {
  readonly #reach: LiveReach;

  constructor(
    network: Network,
    /** `points` from `attachBuildings`. */
    of: Pick<LiveReachInput, "points" | "definition" | "gateState">,
  ) {
    this.#reach = new LiveReach({ network, ...of });
  }

  /** `place`: one attached point. A station off the network reaches nobody. */
  find(place: Attachments): Ball {
    this.#reach.find(place);
    const buildings = this.#reach.points.slice(0, this.#reach.count);
    return { buildings, units: buildings.map((building) => this.#reach.unitsOf(building)) };
  }
}
