import type { PlayedReport } from "@onegrid/server/dispatch";
import { chooseClass, type ChosenClass, type Choosing } from "./choose-class.ts";
import type { RowRule } from "./outcomes.ts";
import type { ReadReport } from "./read-reports.ts";
import type { ReplaySettings } from "./replay-args.ts";

/** A report that is played, with the rules that applied before its turn. */
interface PlannedReport {
  readonly report: PlayedReport;
  readonly rules: readonly RowRule[];
}

export interface Stretch {
  readonly planned: readonly PlannedReport[];
  /** Reports before, after or beyond what was asked for. */
  readonly left: readonly ReadReport[];
}

const DAY_MS = 86_400_000;
const RULE_OF: Readonly<Record<ChosenClass["by"], readonly RowRule[]>> = {
  own: [],
  table: ["class-by-table"],
  words: ["class-by-words"],
  none: ["class-unknown"],
};

/**
 * Which reports are played, and when: in the order of their times. A time to come cannot be right; such
 * a report is kept, as one of the last moment of the stretch.
 */
export function planStretch(
  reports: readonly ReadReport[],
  settings: ReplaySettings,
  { now, ...rules }: Omit<Choosing, "day"> & { readonly now: number },
): Stretch {
  const timed = reports.map((report) => ({ report, at: Date.parse(report.record.reportedAt) }));
  const isFuture = ({ at }: { at: number }): boolean => at > now;
  const past = timed.filter((each) => !isFuture(each) && isWithin(each.at, settings));
  const last = past.reduce((latest, { at }) => Math.max(latest, at), -Infinity);
  const end = last === -Infinity ? now : last;
  const future = timed.filter(isFuture).map((each) => ({ ...each, at: end }));
  const moved = [...past, ...future].map((each) => ({
    ...each,
    at: movedInto(each.at, end, settings.days),
  }));
  const ordered = moved.toSorted((a, b) => a.at - b.at || a.report.row - b.report.row);
  const played = ordered.slice(0, settings.limit);
  const playedRows = new Set(played.map(({ report }) => report.row));
  const futureRows = new Set(future.map(({ report }) => report.row));
  return {
    planned: played.map(({ report: { row, record, notes }, at }) => {
      const { categoryId, by } = chooseClass(record, { ...rules, day: localDayOf(at) });
      const late: RowRule[] = futureRows.has(row) ? ["future-time"] : [];
      return {
        report: { row, record, categoryId, at },
        rules: [...notes, ...late, ...RULE_OF[by]],
      };
    }),
    left: reports.filter(({ row }) => !playedRows.has(row)),
  };
}

/** In the district's time zone. */
export const localDayOf = (at: number): string =>
  new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);

const isWithin = (at: number, { from, to }: ReplaySettings): boolean => at >= from && at < to;

/** Brought forward by whole multiples of `days` into the last of them. */
const movedInto = (at: number, end: number, days: number | null): number =>
  days === null ? at : end - ((end - at) % (days * DAY_MS));
