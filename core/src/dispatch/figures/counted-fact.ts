import type { EpochMs } from "../model/model.ts";
import { rate, type Rate } from "./statistics.ts";

/** What one thing brings to a rate: whether it counts, and whether it counts as good or as so. */
export interface CountedFact {
  readonly isCounted: boolean;
  readonly isSo: boolean;
}

export const rateOf = (facts: readonly CountedFact[]): Rate => {
  const counted = facts.filter(({ isCounted }) => isCounted);
  return rate(counted.filter(({ isSo }) => isSo).length, counted.length);
};

/** What was to be done until a moment: whoever did it counts, and whoever is late with it; the rest says nothing yet. */
export function doneInTime(
  doneAt: EpochMs | null,
  { dueAt, stoppedAt }: { readonly dueAt: EpochMs | null; readonly stoppedAt: EpochMs | null },
  now: EpochMs,
): CountedFact {
  if (doneAt !== null) return { isCounted: true, isSo: dueAt === null || doneAt <= dueAt };
  return { isCounted: dueAt !== null && dueAt < (stoppedAt ?? now), isSo: false };
}
