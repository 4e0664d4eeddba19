import type { CaseCard } from "@onegrid/core/dispatch/contract";
import { useText } from "../../i18n/index.ts";
import { toneOf, type Tone } from "./case-view.ts";
import { durationWords } from "./case-words.ts";

const MARKS = { late: "!", soon: "◔", fine: "", held: "‖" } as const;

interface DueLabelProps {
  readonly tone: Tone;
  /** `null`: nothing that runs out. */
  readonly dueAt: number | null;
  readonly isParked: boolean;
  readonly now: number;
}

/** What is left of the nearest limit; a sign and a word besides the colour. */
export function DueLabel({ tone, dueAt, isParked, now }: DueLabelProps) {
  const t = useText();
  const time = dueAt === null ? "" : durationWords(t, (dueAt - now) / 1000);
  const words =
    dueAt === null
      ? t(isParked ? "dispatch:time.held" : "dispatch:time.none")
      : t(dueAt <= now ? "dispatch:time.late" : "dispatch:time.left", { time });
  return (
    <span className={`og-due og-due-${tone}`}>
      {MARKS[tone] !== "" && <b aria-hidden="true">{MARKS[tone]}</b>}
      {words}
    </span>
  );
}

export const CardDue = ({ card, now }: { readonly card: CaseCard; readonly now: number }) => (
  <DueLabel
    tone={toneOf(card, now)}
    dueAt={card.dueAt}
    isParked={card.state === "parked"}
    now={now}
  />
);
