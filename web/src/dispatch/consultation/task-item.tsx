import { Button } from "antd";
import { useState } from "react";
import { useLanguage, useText } from "../../i18n/index.ts";
import { verbWord } from "../board/case-words.ts";
import { command, useDesk } from "../board/desk-store.ts";
import { ClockLine } from "../card/clocks.tsx";
import type { Task } from "./meeting.ts";
import { ReasonForm } from "./reason-form.tsx";
import { usePointedAt } from "./work-store.ts";
import { keyOf } from "./work-view.ts";

interface TaskItemProps {
  readonly meetingId: string;
  readonly task: Task;
  readonly now: number;
}

/** One task of a meeting: whose it is, how long there is left, and what may be done about it. */
export function TaskItem({ meetingId, task, now }: TaskItemProps) {
  const t = useText();
  const item = usePointedAt(keyOf({ consultationId: meetingId, taskId: task.id }));
  return (
    <li ref={item} tabIndex={-1}>
      <p>
        <strong>{task.ownerName ?? task.ownerId}</strong> {task.text}
      </p>
      {task.isWaived ? (
        <p className="og-muted">{t("dispatch:consult.waived")}</p>
      ) : (
        <ClockLine
          label={t(`dispatch:consult.limit.${task.unit}`, { amount: task.amount })}
          deadline={task.deadline}
          now={now}
        />
      )}
      {task.verbs.length > 0 && <TaskButtons meetingId={meetingId} task={task} />}
    </li>
  );
}

function TaskButtons({ meetingId, task }: Omit<TaskItemProps, "now">) {
  const language = useLanguage();
  const isBusy = useDesk((state) => state.isBusy);
  const [isDropping, setDropping] = useState(false);
  const fields = { consultationId: meetingId, taskId: task.id };
  const may = (verb: string): boolean => task.verbs.includes(verb);
  return (
    <>
      <div className="og-case-buttons">
        {may("consult_finish") && (
          <Button
            size="small"
            type={isDropping ? "default" : "primary"}
            disabled={isBusy}
            onClick={() => void command({ verb: "consult_finish", fields })}
          >
            {verbWord("consult_finish", language)}
          </Button>
        )}
        {may("consult_waive") && (
          <Button
            size="small"
            disabled={isBusy}
            aria-expanded={isDropping}
            onClick={() => setDropping(!isDropping)}
          >
            {verbWord("consult_waive", language)}
          </Button>
        )}
      </div>
      {isDropping && may("consult_waive") && (
        <ReasonForm
          verb="consult_waive"
          onSend={(reason) => void command({ verb: "consult_waive", fields, reason })}
          onCancel={() => setDropping(false)}
        />
      )}
    </>
  );
}
