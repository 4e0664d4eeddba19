import { useText } from "../../i18n/index.ts";
import { WaitingTag } from "../board/waiting-list.tsx";
import { useMeetingWork } from "./work-store.ts";
import { waitingWork, workTone } from "./work-view.ts";

interface MeetingTagProps {
  readonly caseId: string;
  readonly now: number;
}

/** That a meeting on a case waits for the reader. */
export function MeetingTag({ caseId, now }: MeetingTagProps) {
  const t = useText();
  const reply = useMeetingWork();
  if (!reply.work.some((each) => each.caseId === caseId)) return null;
  const waiting = waitingWork(reply, now).filter((each) => each.caseId === caseId);
  if (waiting.length === 0) return null;
  const isLate = waiting.some(({ deadline }) => workTone(deadline, now) === "late");
  return (
    <WaitingTag isLate={isLate} words={t("dispatch:consult.tag", { count: waiting.length })} />
  );
}
