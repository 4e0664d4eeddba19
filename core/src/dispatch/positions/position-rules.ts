import type { EpochMs } from "../model/model.ts";

/** Start values. Whatever is older than `keptMs` is deleted; nothing but the last one is ever kept. */
export const POSITION_RULES = {
  /** One a second and person is enough for any map. */
  leastGapMs: 1000,
  /** A receiver that knows no better (mast, network address) would send people the wrong way. */
  mostAccuracyMetres: 500,
  keptMs: 12 * 3_600_000,
} as const;

/** A device whose clock runs ahead measured no later than now; `null`: too old to be told. */
export function measuredBy(now: EpochMs, measuredAt: EpochMs): EpochMs | null {
  if (now - measuredAt > POSITION_RULES.keptMs) return null;
  return Math.min(measuredAt, now);
}
