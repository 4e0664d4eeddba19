import type { CaseMessage } from "../board/board-store.ts";
import type { Alarm } from "./patterns.ts";

const URGENT = ["extreme", "severe"];
/** A limit of the case ran out, of help that was called, of a task, or the day of a meeting without a record. */
const LATE = ["clock_red", "whistle_red", "consult_red", "consult_day_red"];

/** What a step calls the desk for; `null`: nothing, and never for what the reader did. */
export function alarmOf(
  { verb, actorId, card }: Pick<CaseMessage, "verb" | "actorId" | "card">,
  readerId: string | undefined,
): Alarm | null {
  if (actorId === readerId) return null;
  if (LATE.includes(verb)) return "late";
  return verb === "report" && URGENT.includes(card.severity) ? "urgent" : null;
}
