import { CONSULTATION_STATE_LABELS, inLanguage } from "@onegrid/core/dispatch";
import type { CaseReply } from "@onegrid/core/dispatch/contract";
import { Button } from "antd";
import { useState } from "react";
import { useLanguage, useText } from "../../i18n/index.ts";
import { momentWords, verbWord } from "../board/case-words.ts";
import { command, useDesk } from "../board/desk-store.ts";
import { useNow } from "../board/use-now.ts";
import { HoldForm } from "./hold-form.tsx";
import type { Meeting } from "./meeting.ts";
import { ReasonForm } from "./reason-form.tsx";
import { TaskItem } from "./task-item.tsx";
import { usePointedAt } from "./work-store.ts";
import { keyOf } from "./work-view.ts";
import "./consultation.css";

const SECOND_MS = 1000;

/** The meetings on the case (会商): who comes, what was decided, who does what until when. */
export function Consultations({ data }: { readonly data: CaseReply }) {
  const t = useText();
  const now = useNow(SECOND_MS);
  const { consultations = [] } = data;
  return (
    <section className="og-meetings" aria-label={t("dispatch:consult.title")}>
      <h3>{t("dispatch:consult.title")}</h3>
      <ul>
        {consultations.map((meeting) => (
          <MeetingItem key={meeting.id} meeting={meeting} now={now} />
        ))}
      </ul>
    </section>
  );
}

interface MeetingItemProps {
  readonly meeting: Meeting;
  readonly now: number;
}

function MeetingItem({ meeting, now }: MeetingItemProps) {
  const t = useText();
  const language = useLanguage();
  const item = usePointedAt(keyOf({ consultationId: meeting.id, taskId: null }));
  const names = meeting.parties.map(({ id, name }) => name ?? id);
  return (
    <li ref={item} tabIndex={-1} data-meeting-state={meeting.state}>
      <p className="og-meeting-what">
        <strong>{meeting.topic}</strong>
        <span className="og-badge">
          {inLanguage(CONSULTATION_STATE_LABELS[meeting.state], language)}
        </span>
      </p>
      <p className="og-muted">
        {[momentWords(meeting.heldAt, language), meeting.place].filter(Boolean).join(" · ")}
      </p>
      <p>{names.join(t("dispatch:consult.comma"))}</p>
      {meeting.state === "called" && meeting.heldAt <= now && (
        <p className="og-meeting-past">! {t("dispatch:consult.past")}</p>
      )}
      {meeting.decision !== null && <Record meeting={meeting} />}
      {meeting.tasks.length > 0 && (
        <ol aria-label={t("dispatch:consult.tasks")}>
          {meeting.tasks.map((task) => (
            <TaskItem key={task.id} meetingId={meeting.id} task={task} now={now} />
          ))}
        </ol>
      )}
      {meeting.verbs.length > 0 && <MeetingButtons meeting={meeting} />}
    </li>
  );
}

/** The decision; the minutes are behind it. */
function Record({ meeting: { decision, minutes } }: Pick<MeetingItemProps, "meeting">) {
  const t = useText();
  return (
    <>
      <p>
        <span className="og-muted">{t("dispatch:consult.decision")} </span>
        {decision}
      </p>
      <details>
        <summary>{t("dispatch:consult.minutes")}</summary>
        {minutes.length === 1 ? (
          <p>{minutes[0]}</p>
        ) : (
          <ol>
            {minutes.map((text, at) => (
              // Steps have no names of their own and never change places.
              // oxlint-disable-next-line react/no-array-index-key -- see above
              <li key={at}>{text}</li>
            ))}
          </ol>
        )}
      </details>
    </>
  );
}

const VERBS = ["consult_hold", "consult_cancel"] as const;

/** What the present person may do about a meeting that is to come. */
function MeetingButtons({ meeting }: Pick<MeetingItemProps, "meeting">) {
  const language = useLanguage();
  const isBusy = useDesk((state) => state.isBusy);
  const [form, setForm] = useState<(typeof VERBS)[number] | null>(null);
  const offered = VERBS.filter((verb) => meeting.verbs.includes(verb));
  const shown = form !== null && offered.includes(form) ? form : null;
  const close = (): void => setForm(null);
  const cancel = (reason: string): void => {
    const fields = { consultationId: meeting.id };
    void command({ verb: "consult_cancel", fields, reason });
  };
  return (
    <>
      <div className="og-case-buttons">
        {offered.map((verb) => (
          <Button
            key={verb}
            size="small"
            type={verb === "consult_hold" && shown === null ? "primary" : "default"}
            disabled={isBusy}
            aria-expanded={verb === shown}
            onClick={() => setForm(verb === shown ? null : verb)}
          >
            {verbWord(verb, language)}
          </Button>
        ))}
      </div>
      {shown === "consult_hold" && <HoldForm meeting={meeting} onDone={close} />}
      {shown === "consult_cancel" && (
        <ReasonForm verb="consult_cancel" onSend={cancel} onCancel={close} />
      )}
    </>
  );
}
