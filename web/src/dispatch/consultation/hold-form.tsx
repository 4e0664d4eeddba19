import { CONSULTATION_LIMITS } from "@onegrid/core/dispatch";
import { Button, Input } from "antd";
import { useState } from "react";
import { useLanguage, useText } from "../../i18n/index.ts";
import { verbWord } from "../board/case-words.ts";
import { command, useDesk } from "../board/desk-store.ts";
import { newKey } from "../board/requests.ts";
import { Field } from "../card/field.tsx";
import {
  emptyRecord,
  holdIntent,
  isRecordReady,
  type HoldValues,
  type Meeting,
} from "./meeting.ts";
import { TaskFields } from "./task-fields.tsx";

interface HoldFormProps {
  readonly meeting: Meeting;
  readonly onDone: () => void;
}

/** Records a meeting that was held: what was said, what was decided, who does what until when. */
export function HoldForm({ meeting, onDone }: HoldFormProps) {
  const t = useText();
  const language = useLanguage();
  const isBusy = useDesk((state) => state.isBusy);
  const [values, setValues] = useState(() => emptyRecord(meeting, Date.now()));
  const change = (part: Partial<HoldValues>): void => setValues((old) => ({ ...old, ...part }));
  const isReady = isRecordReady(values);
  const send = async (): Promise<void> => {
    if (isReady && (await command(holdIntent(values, meeting.id)))) onDone();
  };
  return (
    <form
      className="og-meeting-form"
      aria-label={verbWord("consult_hold", language)}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Field label={t("dispatch:consult.heldAt")}>
        <input
          autoFocus
          className="og-time-field"
          type="datetime-local"
          value={values.heldAt}
          aria-label={t("dispatch:consult.heldAt")}
          onChange={(event) => change({ heldAt: event.target.value })}
        />
      </Field>
      <Words values={values} change={change} />
      <TaskFields
        parties={meeting.parties}
        tasks={values.tasks}
        onChange={(tasks) => change({ tasks })}
      />
      <div className="og-verb-form-foot">
        <Button
          size="small"
          disabled={values.tasks.length >= CONSULTATION_LIMITS.mostTasks}
          onClick={() =>
            change({ tasks: [...values.tasks, { id: newKey(), ownerId: "", text: "", limit: 0 }] })
          }
        >
          {t("dispatch:consult.addTask")}
        </Button>
      </div>
      <div className="og-verb-form-foot">
        <Button
          type="primary"
          size="small"
          htmlType="submit"
          loading={isBusy}
          disabled={!isReady}
          title={isReady ? undefined : t("dispatch:form.incomplete")}
        >
          {verbWord("consult_hold", language)}
        </Button>
        <Button size="small" onClick={onDone}>
          {t("dispatch:form.cancel")}
        </Button>
      </div>
    </form>
  );
}

interface WordsProps {
  readonly values: HoldValues;
  readonly change: (part: Partial<HoldValues>) => void;
}

/** The minutes, as a whole or step by step, and the decision. */
function Words({ values, change }: WordsProps) {
  const t = useText();
  const { minutes, decision } = values;
  const nameOf = (at: number): string =>
    minutes.length === 1
      ? t("dispatch:consult.minutes")
      : t("dispatch:consult.step", { step: at + 1 });
  return (
    <>
      {minutes.map((text, at) => (
        <Field key={nameOf(at)} label={nameOf(at)}>
          <Input.TextArea
            value={text}
            maxLength={2000}
            autoSize={{ minRows: minutes.length === 1 ? 2 : 1, maxRows: 6 }}
            aria-label={nameOf(at)}
            placeholder={at === 0 ? t("dispatch:consult.minutesHint") : ""}
            onChange={({ target }) =>
              change({ minutes: minutes.map((old, nth) => (nth === at ? target.value : old)) })
            }
          />
        </Field>
      ))}
      <Field label={t("dispatch:consult.decision")}>
        <Input.TextArea
          value={decision}
          maxLength={1000}
          autoSize={{ minRows: 1, maxRows: 4 }}
          aria-label={t("dispatch:consult.decision")}
          onChange={(event) => change({ decision: event.target.value })}
        />
      </Field>
    </>
  );
}
