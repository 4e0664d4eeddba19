import type { CaseCard } from "@onegrid/core/dispatch/contract";
import { Link } from "@tanstack/react-router";
import { useLanguage, useText } from "../../i18n/index.ts";
import { categoryWord, stateWord } from "../board/case-words.ts";
import { CardDue, DueLabel } from "../board/due-label.tsx";
import { EmergencyTag } from "../board/emergency-tag.tsx";
import { StateDisc } from "../board/state-disc.tsx";
import { useNow } from "../board/use-now.ts";
import { workTone } from "../consultation/work-view.ts";
import type { TaskToDo } from "./meeting-task.ts";
import { usePending } from "./use-pending.ts";
import { clockOffset } from "./server-clock.ts";
import { WayWords } from "./way-words.tsx";

const NO_VERBS: readonly string[] = [];

interface CaseRowProps {
  readonly card: CaseCard;
  /** What a meeting has given the reader to do: it stands in the place of the case's own limit. */
  readonly task?: TaskToDo["task"] | undefined;
}

/** A case in a list: what, where, how far and until when. The whole row is the target. */
export function CaseRow({ card, task }: CaseRowProps) {
  const t = useText();
  const language = useLanguage();
  const now = useNow(15_000) + (clockOffset() ?? 0);
  const view = usePending(card, NO_VERBS);
  const { address, position } = card.place;
  return (
    <li>
      <Link to="/field" search={{ case: card.id }} className="og-field-row">
        <StateDisc state={view.state} />
        <span className="og-field-row-what">
          <strong>{task?.text ?? categoryWord(card.categoryId, language)}</strong>
          <span className="og-field-row-where">
            {address === "" ? t("dispatch:card.noPlace") : address}
          </span>
          <span className="og-field-row-more">
            <EmergencyTag card={card} />
            {stateWord(view.state, language)}
            <WayWords to={position} />
          </span>
        </span>
        <span className="og-field-row-side">
          {task === undefined ? (
            <CardDue card={card} now={now} />
          ) : (
            <DueLabel
              tone={workTone(task.deadline, now)}
              dueAt={task.deadline.dueAt}
              isParked={task.deadline.status === "held"}
              now={now}
            />
          )}
          {view.waiting.length > 0 && (
            <b className={view.isStuck ? "og-field-mark og-field-alarm" : "og-field-mark"}>
              {view.isStuck ? t("field:state.decide") : t("field:state.waiting")}
            </b>
          )}
        </span>
      </Link>
    </li>
  );
}
