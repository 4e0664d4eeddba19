import {
  COOPERATION_CLOCK_LABELS,
  COOPERATION_STATE_LABELS,
  inLanguage,
} from "@onegrid/core/dispatch";
import { useLanguage, useText } from "../../i18n/index.ts";
import { useBoard } from "../board/board-store.ts";
import { durationWords } from "../board/case-words.ts";
import { chooseCase } from "../board/desk-store.ts";
import { WaitingList, WaitingRow } from "../board/waiting-list.tsx";
import { callTone, nextClock, pendingCalls, type PendingCall } from "./call-view.ts";
import { useCalls } from "./calls-store.ts";

/** The calls for help that wait for somebody, over the queue: what has run out is told without opening it. */
export function CallsList({ isOpenAtFirst }: { readonly isOpenAtFirst: boolean }) {
  const t = useText();
  const cards = useCalls((state) => state.cards);
  const now = useBoard((state) => state.now);
  const calls = pendingCalls(cards);
  return (
    <WaitingList
      title={t("dispatch:help.calls")}
      isOpenAtFirst={isOpenAtFirst}
      count={calls.length}
      late={calls.filter(({ call }) => callTone(call, now) === "late").length}
    >
      {calls.map((each) => (
        <CallRow key={`${each.card.id}${each.call.id}`} {...each} now={now} />
      ))}
    </WaitingList>
  );
}

function CallRow({ card, call, now }: PendingCall & { readonly now: number }) {
  const language = useLanguage();
  return (
    <WaitingRow
      title={call.unitName ?? call.unitId}
      card={card}
      stage={inLanguage(COOPERATION_STATE_LABELS[call.state], language)}
      due={<CallDue call={call} now={now} />}
      onOpen={() => chooseCase(card.id)}
    />
  );
}

/** The clock that runs out next, with a sign and a word besides the colour. */
function CallDue({ call, now }: Pick<PendingCall, "call"> & { readonly now: number }) {
  const t = useText();
  const language = useLanguage();
  const clock = nextClock(call);
  if (clock === null || clock.dueAt === null) return null;
  const time = durationWords(t, (clock.dueAt - now) / 1000);
  const tone = callTone(call, now);
  const isLate = clock.dueAt <= now;
  return (
    <small className={`og-due og-due-${tone}`}>
      {isLate && "! "}
      {inLanguage(COOPERATION_CLOCK_LABELS[clock.clock], language)}{" "}
      {t(isLate ? "dispatch:time.late" : "dispatch:time.left", { time })}
    </small>
  );
}
