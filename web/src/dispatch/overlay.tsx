import { inLanguage, VERB_LABELS, type EventVerb } from "@onegrid/core/dispatch";
import type { CaseCard } from "@onegrid/core/dispatch/contract";
import { App } from "antd";
import { lazy, Suspense, useEffect } from "react";
import { useMe } from "../access/index.ts";
import { subscribeCases, type CaseMessage } from "./board/board-store.ts";
import { CaseCard as OpenCaseCard } from "./card/case-card.tsx";
import { categoryWord } from "./board/case-words.ts";
import { currentLanguage, text } from "../i18n/index.ts";
import { useCaseInSight } from "./board/use-case-in-sight.ts";
import { PastCaseCard } from "./replay/past-case-card.tsx";
import { ReplayBar } from "./replay/replay-bar.tsx";
import { useReplay } from "./replay/replay-store.ts";
import { useOneAtATime } from "./board/use-one-at-a-time.ts";
import { presentViewer } from "./board/viewer.ts";
import { alarmOf } from "./sound/alarm-of.ts";
import { callDesk } from "./sound/sound-store.ts";

const NOTICE_SECONDS = 5;

/** Over the map: the chosen case, and news of what others do. */
export function DispatchOverlay() {
  useNotices();
  useCaseInSight();
  useOneAtATime();
  const replay = useReplay((state) => state.replay);
  if (replay === null)
    return (
      <>
        <OpenCaseCard />
        <People />
      </>
    );
  return (
    <>
      <PastCaseCard replay={replay} />
      <ReplayBar />
    </>
  );
}

const PeopleOverlay = lazy(async () => {
  const { PeopleOverlay: loaded } = await import("./people/people-overlay.tsx");
  return { default: loaded };
});

/** For those who may locate staff (`staff.locate`); nobody else loads any of it. */
function People() {
  const { data: me } = useMe();
  if (!me?.canLocateStaff) return null;
  return (
    <Suspense>
      <PeopleOverlay myId={me.id} />
    </Suspense>
  );
}

/** News is seen by everybody, and heard by those who want that. */
function useNotices(): void {
  const { message } = App.useApp();
  useEffect(() => {
    const say = (words: string, isAlarm: boolean): void => {
      void (isAlarm ? message.warning : message.info)(words, NOTICE_SECONDS);
      const line = document.querySelector("#og-announce");
      if (line !== null) line.textContent = words;
    };
    const late = gather((steps) => say(lateWords(steps), true));
    const stop = subscribeCases((step) => {
      const alarm = alarmOf(step, presentViewer()?.id);
      if (alarm !== null) callDesk(alarm);
      if (alarm === "late") return late.add(step);
      const words = noticeOf(step);
      if (words !== null) say(words, alarm !== null);
    });
    return () => {
      stop();
      late.stop();
    };
  }, [message]);
}

const GATHER_MS = 1_000;

type LateStep = Pick<CaseMessage, "verb" | "card">;

/** What comes within a moment is told together: many limits end at the same minute. */
function gather(tell: (steps: readonly LateStep[]) => void) {
  let steps: LateStep[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    add: (step: LateStep): void => {
      steps.push(step);
      clearTimeout(timer);
      timer = setTimeout(() => {
        tell(steps);
        steps = [];
      }, GATHER_MS);
    },
    stop: () => clearTimeout(timer),
  };
}

const valuesOf = (card: CaseCard) => ({
  category: categoryWord(card.categoryId, currentLanguage()),
  address: card.place.address || (card.place.gridId ?? card.number),
});

function lateWords(steps: readonly LateStep[]): string {
  const [first] = steps;
  const count = new Set(steps.map(({ card }) => card.id)).size;
  if (first === undefined || count > 1) return text("dispatch:notice.lateMany", { count });
  const { verb, card } = first;
  // Of the case itself it says most, whatever else of it has run out.
  const isOfCase = steps.some((step) => step.verb === "clock_red");
  if (isOfCase || !isEventVerb(verb)) return text("dispatch:notice.late", valuesOf(card));
  const what = inLanguage(VERB_LABELS[verb], currentLanguage());
  return text("dispatch:notice.lateBeside", { what, ...valuesOf(card) });
}

const isEventVerb = (verb: string): verb is EventVerb => Object.hasOwn(VERB_LABELS, verb);

/** News for this person: a new report by somebody else, and a case that is sent to them. */
function noticeOf({ verb, actorId, card }: CaseMessage): string | null {
  const viewerId = presentViewer()?.id;
  if (actorId === viewerId) return null;
  if (verb === "report") {
    const isUrgent = alarmOf({ verb, actorId, card }, viewerId) === "urgent";
    return text(isUrgent ? "dispatch:notice.urgent" : "dispatch:notice.reported", valuesOf(card));
  }
  const isMine = card.assignee?.memberId === viewerId;
  return verb === "dispatch" && isMine ? text("dispatch:notice.mine", valuesOf(card)) : null;
}
