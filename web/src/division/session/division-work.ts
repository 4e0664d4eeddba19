import {
  editDivision,
  groundWithCuts,
  makeGrounds,
  type Division,
  type DivisionChange,
  type DivisionEdit,
  type DivisionError,
  type Ground,
} from "@onegrid/core/division";
import type { Result } from "@onegrid/core/result";
import { decodePlanarMap, type UnitCut } from "@onegrid/core/topology";

/** A division without its ground, which the worker has by itself. */
type PlainDivision = Omit<Division, "ground"> & { readonly cuts: readonly UnitCut[] };

export interface DivideOrder {
  readonly baseId: string;
  readonly division: PlainDivision;
  readonly edit: DivisionEdit;
  readonly author: string;
}

/** What a run came to; `stopAfter`: the steps it had taken when it was stopped, if it was. */
export interface DividedEdit {
  readonly decided: Result<DivisionChange, DivisionError>;
  readonly stopAfter: number | null;
}

const grounds = new Map<string, Ground>();
/** Number of the run that goes on; another number stops it. */
let running = 0;
/** Number of the run that is to end with the best it has. */
let ending = 0;

const TURN_MS = 25;
/** The best change so far is handed out so often, or in large communities as often as leaves time to work. */
const SHOW_MS = 500;
const SHOW_TIMES_ITS_COST = 8;

/** Long edits of divisions, as the worker does them. */
export const divisionWork = {
  /** Bytes of a base version, once, before its divisions are worked on. */
  takeBase(baseId: string, bytes: ArrayBuffer, communityId: string): void {
    const decoded = decodePlanarMap(new Uint8Array(bytes));
    if (!decoded.ok) throw new Error(`base ${baseId}: ${JSON.stringify(decoded.error)}`);
    const ground = makeGrounds(decoded.value.map).get(communityId);
    if (ground === undefined) throw new Error(`base ${baseId} has nothing of ${communityId}`);
    grounds.set(baseId, ground);
  },

  hasBase: (baseId: string): boolean => grounds.has(baseId),

  /**
   * `null` when it was given up. A new order gives up the one before. Tells how far it is and, now and
   * then, the best change so far.
   */
  async divide(
    order: DivideOrder,
    onProgress: (share: number, best: DivisionChange | null) => void,
  ): Promise<DividedEdit | null> {
    const ground = grounds.get(order.baseId);
    if (ground === undefined) throw new Error(`base ${order.baseId} was not given`);
    running += 1;
    const own = running;
    const cut = groundWithCuts(ground, order.division.cuts);
    if (!cut.ok) throw new Error(`cuts of ${order.division.id}: ${JSON.stringify(cut.error)}`);
    const division = { ...order.division, ground: cut.value };
    const steps = editDivision(division, order.edit, order.author);
    let turnEnds = performance.now() + TURN_MS;
    let showAt = 0;
    for (let taken = 1; ; taken++) {
      const step = steps.next();
      if (step.done === true) return { decided: step.value, stopAfter: null };
      const now = performance.now();
      if (now < turnEnds) continue;
      const best = now < showAt ? null : step.value.best();
      if (best !== null) {
        const cost = performance.now() - now;
        showAt = now + Math.max(SHOW_MS, SHOW_TIMES_ITS_COST * cost);
      }
      onProgress(step.value.share, best?.ok === true ? best.value : null);
      await new Promise((resolve) => setTimeout(resolve));
      if (own !== running) return null;
      if (own === ending) return { decided: step.value.best(), stopAfter: taken };
      turnEnds = performance.now() + TURN_MS;
    }
  },

  /** Gives the run up. */
  stop(): void {
    running += 1;
  },

  /** Ends the run with the best it has. */
  finish(): void {
    ending = running;
  },
};
