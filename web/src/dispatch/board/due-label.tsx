import type { CaseCard } from "@onegrid/core/dispatch/contract";
import { useText } from "../../i18n/index.ts";
import { toneOf } from "./case-board.ts";
import { durationWords } from "./case-words.ts";

const MARKS = { late: "!", soon: "◔", fine: "", held: "‖" } as const;

/** What is left of the nearest limit; a sign and a word besides the colour. */
export function DueLabel({ card, now }: { readonly card: CaseCard; readonly now: number }) {
  const t = useText();
  const tone = toneOf(card, now);
  const { dueAt } = card;
  const time = dueAt === null ? "" : durationWords(t, (dueAt - now) / 1000);
  const words =
    dueAt === null
      ? t(tone === "held" && card.state === "parked" ? "dispatch:time.held" : "dispatch:time.none")
      : t(dueAt <= now ? "dispatch:time.late" : "dispatch:time.left", { time });
  return (
    <span className={`og-due og-due-${tone}`}>
      {MARKS[tone] !== "" && <b aria-hidden="true">{MARKS[tone]}</b>}
      {words}
    </span>
  );
}
