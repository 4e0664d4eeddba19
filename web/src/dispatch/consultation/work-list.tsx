import { useState } from "react";
import { useLanguage, useText } from "../../i18n/index.ts";
import { useBoard } from "../board/board-store.ts";
import { categoryWord, durationWords } from "../board/case-words.ts";
import { chooseCase } from "../board/desk-store.ts";
import { pointTo, useMeetingWork } from "./work-store.ts";
import { keyOf, waitingWork, workTone, type WaitingWork } from "./work-view.ts";
import "../whistle/whistle.css";

/** Tasks of meetings, and meetings without a record, that wait for the reader: over the queue, as calls for help are. */
export function MeetingWorkList({ isOpenAtFirst }: { readonly isOpenAtFirst: boolean }) {
  const t = useText();
  const [isOpen, setOpen] = useState(isOpenAtFirst);
  const reply = useMeetingWork();
  const now = useBoard((state) => state.now);
  const waiting = waitingWork(reply, now);
  if (waiting.length === 0) return null;
  const late = waiting.filter(({ deadline }) => workTone(deadline, now) === "late").length;
  return (
    <section className="og-calls" aria-label={t("dispatch:consult.work")}>
      <button
        type="button"
        className="og-calls-head"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {t("dispatch:consult.work")} <b className="og-number">{waiting.length}</b>
        {late > 0 && <span className="og-calls-late">! {t("dispatch:help.late", { late })}</span>}
        <span aria-hidden="true">{isOpen ? "▴" : "▾"}</span>
      </button>
      {isOpen && (
        <ul>
          {waiting.map((each) => (
            <WorkRow key={`${each.caseId}${keyOf(each)}`} work={each} now={now} />
          ))}
        </ul>
      )}
    </section>
  );
}

interface WorkRowProps {
  readonly work: WaitingWork;
  readonly now: number;
}

function WorkRow({ work, now }: WorkRowProps) {
  const t = useText();
  const language = useLanguage();
  const { card, text, ownerName } = work;
  const open = (): void => {
    chooseCase(card.id);
    pointTo(keyOf(work));
  };
  return (
    <li>
      <button type="button" className="og-call-row" onClick={open}>
        <span>
          <strong>{text}</strong>
          <small>
            {categoryWord(card.categoryId, language)} · {card.place.address}
          </small>
        </span>
        <span className="og-call-row-when">
          <span>{ownerName ?? t("dispatch:consult.toRecord")}</span>
          <WorkDue work={work} now={now} />
        </span>
      </button>
    </li>
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
