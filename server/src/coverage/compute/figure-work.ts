import { hoursOfWeek, measureEquity, type Equity, type HoursOfWeek } from "@onegrid/core/coverage";
import { rowCount, rowOf } from "@onegrid/core/coverage/siting";
import type { EquityTask, WeekTask } from "./compute-tasks.ts";

/** Who is served when. */
export function weekOf({ balls, hours, households }: WeekTask): HoursOfWeek {
  const each = Array.from({ length: rowCount(balls) }, (_, at) => ({
    buildings: rowOf(balls, at),
  }));
  return hoursOfWeek({ balls: each, hours, households });
}

/** How evenly each group is served, in their order. */
export function equityOf(task: EquityTask): Equity[] {
  const { households, seconds, leafOf, groupsOfLeaf, groups } = task;
  const walks = Array.from({ length: groups }, (): Walk[] => []);
  households.forEach((count, at) => {
    if (count === 0) return;
    const value = seconds[at] ?? Number.NaN;
    const walk = { households: count, seconds: Number.isNaN(value) ? null : value };
    for (const group of groupsOfLeaf[leafOf[at] ?? -1] ?? []) walks[group]?.push(walk);
  });
  return walks.map((own) => measureEquity(own));
}

interface Walk {
  readonly households: number;
  readonly seconds: number | null;
}
