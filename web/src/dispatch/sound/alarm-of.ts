import type { CaseMessage } from "../board/board-store.ts";
import type { Alarm } from "./patterns.ts";

const URGENT = ["extreme", "severe"];

/** What a step calls the desk for; `null`: nothing, and never for what the reader did. */
export function alarmOf(
  { verb, actorId, card }: Pick<CaseMessage, "verb" | "actorId" | "card">,
  readerId: string | undefined,
): Alarm | null {
  if (actorId === readerId) return null;
  if (verb === "clock_red") return "late";
  return verb === "report" && URGENT.includes(card.severity) ? "urgent" : null;
}
