/** What a desk is called by: an urgent case that came in, or a limit that ran out. */
export type Alarm = "urgent" | "late";

export interface Note {
  /** After the beginning of the pattern. */
  readonly atMs: number;
  readonly ms: number;
  readonly hz: number;
}

/**
 * Told apart by rhythm, number and direction, so not by pitch alone: three quick notes that rise when
 * something has come in, two long ones that fall when time has run out. All lie where small
 * loudspeakers and older ears are good.
 */
export const PATTERNS: Readonly<Record<Alarm, readonly Note[]>> = {
  urgent: [
    { atMs: 0, ms: 110, hz: 784 },
    { atMs: 150, ms: 110, hz: 988 },
    { atMs: 300, ms: 200, hz: 1319 },
  ],
  late: [
    { atMs: 0, ms: 340, hz: 659 },
    { atMs: 420, ms: 520, hz: 440 },
  ],
};
