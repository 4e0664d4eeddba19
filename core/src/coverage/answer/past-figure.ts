import { dayOfIso } from "../../civil-day.ts";

/** Households by state of one day, as they were kept then. */
export interface KeptFigure {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  readonly covered: number;
  readonly uncovered: number;
  readonly notComputable: number;
}

export interface PastFigure {
  readonly figure: KeptFigure;
  /** Whole days before today, at least 1. */
  readonly days: number;
}

/** A month is what a leader compares with. */
const WANTED_DAYS = 30;

/**
 * The figure that today is compared with: the latest one that is 30 days old or older, else the oldest
 * before today; `null` where none was kept. `kept`: oldest first, and of one day in the order they were
 * written; the last of a day counts. None is worked out for a day on which none was kept.
 */
export function pastFigure(kept: readonly KeptFigure[], today: string): PastFigure | null {
  const aged = kept
    .map((figure) => ({ figure, days: dayOfIso(today) - dayOfIso(figure.day) }))
    .filter(({ days }) => days > 0);
  const oldest = aged[0]?.days;
  return (
    aged.findLast(({ days }) => days >= WANTED_DAYS) ??
    aged.findLast(({ days }) => days === oldest) ??
    null
  );
}
