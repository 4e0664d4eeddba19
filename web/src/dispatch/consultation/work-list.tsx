import { useText } from "../../i18n/index.ts";
import { useBoard } from "../board/board-store.ts";
import { durationWords } from "../board/case-words.ts";
import { chooseCase } from "../board/desk-store.ts";
import { WaitingList, WaitingRow } from "../board/waiting-list.tsx";
import { pointTo, useMeetingWork } from "./work-store.ts";
import { keyOf, waitingWork, workTone, type WaitingWork } from "./work-view.ts";

/** Tasks of meetings, and meetings without a record, that wait for the reader: over the queue, as calls for help are. */
export function MeetingWorkList({ isOpenAtFirst }: { readonly isOpenAtFirst: boolean }) {
  const t = useText();
  const reply = useMeetingWork();
  const now = useBoard((state) => state.now);
  const waiting = waitingWork(reply, now);
  return (
    <WaitingList
      title={t("dispatch:consult.work")}
      isOpenAtFirst={isOpenAtFirst}
      count={waiting.length}
      late={waiting.filter(({ deadline }) => workTone(deadline, now) === "late").length}
    >
      {waiting.map((each) => (
        <WorkRow key={`${each.caseId}${keyOf(each)}`} work={each} now={now} />
      ))}
    </WaitingList>
  );
}

interface WorkRowProps {
  readonly work: WaitingWork;
  readonly now: number;
}

function WorkRow({ work, now }: WorkRowProps) {
  const t = useText();
  const { card, text, ownerName } = work;
  const open = (): void => {
    chooseCase(card.id);
    pointTo(keyOf(work));
  };
  return (
    <WaitingRow
      title={text}
      card={card}
      stage={ownerName ?? t("dispatch:consult.toRecord")}
      due={<WorkDue work={work} now={now} />}
      onOpen={open}
    />
  );
}

/** How long there is left, with a sign and a word besides the colour. */
function WorkDue({ work: { deadline }, now }: WorkRowProps) {
  const t = useText();
  const tone = workTone(deadline, now);
  if (tone === "held" || deadline.dueAt === null)
    return <small className="og-due">{t("dispatch:time.held")}</small>;
  const time = durationWords(t, (deadline.dueAt - now) / 1000);
  return (
    <small className={`og-due og-due-${tone}`}>
      {tone === "late"
        ? `! ${t("dispatch:time.late", { time })}`
        : t("dispatch:time.left", { time })}
    </small>
  );
}
