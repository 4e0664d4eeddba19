import { CASE_LEVELS } from "@onegrid/core/dispatch";
import { linkParameter, setLinkParameter } from "../../shell/index.ts";
import { changeFilter, useBoard } from "../board/board-store.ts";
import { NO_FILTER, QUEUE_NAMES, type Filter } from "../board/case-filter.ts";

/** What a link holds of the queue's filter: neither words that were typed nor whose cases they are. */
export type LinkedFilter = Pick<Filter, "queue" | "level" | "isLateOnly" | "order">;

const QUEUES = [...QUEUE_NAMES, "ended"] as const;

/** In an address: `assign.street.late.due`, without what is as usual; `null` when all is. */
export function writeFilter({ queue, level, isLateOnly, order }: LinkedFilter): string | null {
  const parts = [
    queue,
    level,
    isLateOnly ? "late" : null,
    order === NO_FILTER.order ? null : order,
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(".");
}

/** What an address says; parts that nobody knows are passed over. */
export function readFilter(text: string | undefined): LinkedFilter {
  const parts = (text ?? "").split(".");
  return {
    queue: QUEUES.find((name) => parts.includes(name)) ?? null,
    level: CASE_LEVELS.find((level) => parts.includes(level)) ?? null,
    isLateOnly: parts.includes("late"),
    order: parts.includes("due") ? "due" : NO_FILTER.order,
  };
}

/** Takes the filter from the address when the workspace opens, and keeps it there. */
export function followFilterLink(): () => void {
  const linked = linkParameter("dispatch", "show");
  if (linked !== undefined) changeFilter(readFilter(linked));
  return useBoard.subscribe(({ filter }, old) => {
    if (filter !== old.filter) setLinkParameter("dispatch", "show", writeFilter(filter));
  });
}
