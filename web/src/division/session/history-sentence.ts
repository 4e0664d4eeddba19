import type { ChangeFlow } from "@onegrid/core/division";
import { count, text } from "../../i18n/index.ts";
import type { LogEntry } from "./change-log.ts";
import { gridNumber } from "../state/grid-view.ts";

/** More than these are added up. */
const MOST_FLOWS = 3;

/** `把 12 栋 340 户从 3 号网格划到 4 号`: what a step did, as a person tells it. */
export function changeSentence(
  { flows, locks, undoes }: Pick<LogEntry, "flows" | "locks" | "undoes">,
  name: string,
): string {
  if (flows.length === 0)
    return locks.length === 0
      ? name
      : text("division:history.locks", { name, grids: locks.map(gridNumber).join("、") });
  if (flows.length <= MOST_FLOWS) return flows.map(flowSentence).join("；");
  const sum = (of: (flow: ChangeFlow) => number): string =>
    count(flows.reduce((all, flow) => all + of(flow), 0));
  const grids = new Set(flows.map(({ to }) => to)).size;
  return text("division:history.many", {
    name: undoes === null ? name : "",
    buildings: sum((flow) => flow.buildings),
    households: sum((flow) => flow.households),
    grids,
  });
}

function flowSentence({ from, to, buildings, households, units }: ChangeFlow): string {
  const what =
    buildings > 0
      ? text("division:history.what", { buildings, households: count(households) })
      : text("division:history.whatUnits", { count: units, households: count(households) });
  const values = { what, from: gridNumber(from ?? ""), to: gridNumber(to ?? "") };
  if (from === null) return text("division:history.into", values);
  return to === null
    ? text("division:history.outOf", values)
    : text("division:history.fromTo", values);
}
