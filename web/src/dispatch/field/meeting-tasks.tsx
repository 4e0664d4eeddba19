import type { CaseCard, CaseDetail } from "@onegrid/core/dispatch/contract";
import { useLanguage, useText } from "../../i18n/index.ts";
import { momentWords, verbWord } from "../board/case-words.ts";
import { useNow } from "../board/use-now.ts";
import { ClockLine } from "../card/clocks.tsx";
import { EntryRow } from "./entry-row.tsx";
import { tasksToDo, type TaskToDo } from "./meeting-task.ts";
import { useOutbox } from "./outbox-store.ts";
import { clockOffset } from "./server-clock.ts";
import { finishTask } from "./take-step.ts";

const SECOND_MS = 1000;

interface MeetingTasksProps {
  readonly detail: CaseDetail;
  /** The newest that the phone knows. */
  readonly card: CaseCard;
}

/** What meetings have given the reader to do on a case, each with its clock and a button for the thumb. */
export function MeetingTasks({ detail, card }: MeetingTasksProps) {
  const t = useText();
  const language = useLanguage();
  const now = useNow(SECOND_MS) + (clockOffset() ?? 0);
  const entries = useOutbox((state) => state.entries);
  const tasks = tasksToDo(detail, entries);
  if (tasks.length === 0) return null;
  return (
    <section className="og-field-meeting" aria-label={t("field:tasks.meeting")}>
      <h2>{t("field:tasks.meeting")}</h2>
      <ul>
        {tasks.map((each) => (
          <li key={`${each.consultationId}/${each.task.id}`}>
            <p className="og-muted">
              {each.topic} · {momentWords(each.heldAt, language)}
            </p>
            <p className="og-field-words">{each.task.text}</p>
            <ClockLine
              label={t(`dispatch:consult.limit.${each.task.unit}`, { amount: each.task.amount })}
              deadline={each.task.deadline}
              now={now}
            />
            <TaskStep card={card} toDo={each} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The button, or how what was written on this phone stands. */
function TaskStep({ card, toDo }: { readonly card: CaseCard; readonly toDo: TaskToDo }) {
  const language = useLanguage();
  const { waiting, mayFinish, consultationId, task } = toDo;
  if (waiting !== null)
    return (
      <ul className="og-field-entries">
        <EntryRow entry={waiting} isOnCase />
      </ul>
    );
  if (!mayFinish) return null;
  return (
    <button
      type="button"
      className="og-field-big"
      onClick={() => void finishTask(card, { consultationId, taskId: task.id })}
    >
      {verbWord("consult_finish", language)}
    </button>
  );
}
