import {
  editDivision,
  makeGrounds,
  type Division,
  type DivisionChange,
  type DivisionEdit,
  type DivisionError,
  type Ground,
} from "@onegrid/core/division";
import type { Result } from "@onegrid/core/result";
import { decodePlanarMap } from "@onegrid/core/topology";

/** A division without its ground, which the worker has by itself. */
type PlainDivision = Omit<Division, "ground">;

export interface DivideOrder {
  readonly baseId: string;
  readonly division: PlainDivision;
  readonly edit: DivisionEdit;
  readonly author: string;
}

const grounds = new Map<string, Ground>();
/** Number of the run that goes on; another number stops it. */
let running = 0;

const TURN_MS = 25;

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

  /** `null` when it was stopped. A new order stops the one before. */
  async divide(
    order: DivideOrder,
    onProgress: (share: number) => void,
  ): Promise<Result<DivisionChange, DivisionError> | null> {
    const ground = grounds.get(order.baseId);
    if (ground === undefined) throw new Error(`base ${order.baseId} was not given`);
    running += 1;
    const own = running;
    const steps = editDivision({ ...order.division, ground }, order.edit, order.author);
    let turnEnds = performance.now() + TURN_MS;
    for (;;) {
      const step = steps.next();
      if (step.done === true) return step.value;
      if (performance.now() < turnEnds) continue;
      onProgress(step.value);
      await new Promise((resolve) => setTimeout(resolve));
      if (own !== running) return null;
      turnEnds = performance.now() + TURN_MS;
    }
  },

  stop(): void {
    running += 1;
  },
};
