import { App } from "antd";
import { useEffect } from "react";
import { subscribeCases, type CaseMessage } from "./board/board-store.ts";
import { CaseCard } from "./card/case-card.tsx";
import { categoryWord } from "./board/case-words.ts";
import { currentLanguage, text } from "../i18n/index.ts";
import { useCaseInSight } from "./board/use-case-in-sight.ts";
import { PastCaseCard } from "./replay/past-case-card.tsx";
import { ReplayBar } from "./replay/replay-bar.tsx";
import { useReplay } from "./replay/replay-store.ts";
import { useOneAtATime } from "./board/use-one-at-a-time.ts";
import { presentViewer } from "./board/viewer.ts";

const NOTICE_SECONDS = 5;

/** Over the map: the chosen case, and news of what others do. */
export function DispatchOverlay() {
  useNotices();
  useCaseInSight();
  useOneAtATime();
  const replay = useReplay((state) => state.replay);
  if (replay === null) return <CaseCard />;
  return (
    <>
      <PastCaseCard replay={replay} />
      <ReplayBar />
    </>
  );
}

function useNotices(): void {
  const { message } = App.useApp();
  useEffect(
    () =>
      subscribeCases((step) => {
        const words = noticeOf(step);
        if (words === null) return;
        void message.info(words, NOTICE_SECONDS);
        const line = document.querySelector("#og-announce");
        if (line !== null) line.textContent = words;
      }),
    [message],
  );
}

/** News for this person: a new report by somebody else, and a case that is sent to them. */
function noticeOf({ verb, actorId, card }: CaseMessage): string | null {
  const viewerId = presentViewer()?.id;
  if (actorId === viewerId) return null;
  const values = {
    category: categoryWord(card.categoryId, currentLanguage()),
    address: card.place.address || (card.place.gridId ?? card.number),
  };
  if (verb === "report") return text("dispatch:notice.reported", values);
  const isMine = card.assignee?.memberId === viewerId;
  return verb === "dispatch" && isMine ? text("dispatch:notice.mine", values) : null;
}
