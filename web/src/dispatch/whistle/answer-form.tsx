import { transitionOf, type HelpVerb } from "@onegrid/core/dispatch";
import { Button, Rate } from "antd";
import { useState } from "react";
import { useLanguage, useText } from "../../i18n/index.ts";
import { command, useDesk, type Intent } from "../board/desk-store.ts";
import { verbWord } from "../board/case-words.ts";
import { Field } from "../card/field.tsx";
import { ReasonInput } from "../card/reason-input.tsx";
import type { Call } from "./call-view.ts";

/** Whether there is something to fill in. */
export const needsForm = (verb: HelpVerb): boolean =>
  verb === "whistle_rate" || transitionOf(verb).needsReason;

interface AnswerFormProps {
  readonly call: Call;
  readonly verb: HelpVerb;
  readonly onDone: () => void;
}

/** Why, or how well. */
export function AnswerForm({ call, verb, onDone }: AnswerFormProps) {
  const t = useText();
  const language = useLanguage();
  const isBusy = useDesk((state) => state.isBusy);
  const [reason, setReason] = useState("");
  const [stars, setStars] = useState(5);
  const isRating = verb === "whistle_rate";
  const isReady = isRating || reason.trim() !== "";
  const send = async (): Promise<void> => {
    if (isReady && (await command(answerOf(verb, call, isRating ? { stars } : { reason }))))
      onDone();
  };
  return (
    <form
      className="og-verb-form"
      aria-label={verbWord(verb, language)}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {isRating ? (
        <Field label={t("dispatch:form.stars")}>
          <Rate value={stars} allowClear={false} onChange={setStars} />
        </Field>
      ) : (
        <Field label={t("dispatch:form.reason")}>
          <ReasonInput autoFocus verb={verb} value={reason} onChange={setReason} />
        </Field>
      )}
      <div className="og-verb-form-foot">
        <Button
          type="primary"
          size="small"
          htmlType="submit"
          loading={isBusy}
          disabled={!isReady}
          title={isReady ? undefined : t("dispatch:form.incomplete")}
        >
          {verbWord(verb, language)}
        </Button>
        <Button size="small" onClick={onDone}>
          {t("dispatch:form.cancel")}
        </Button>
      </div>
    </form>
  );
}

/** The command of an answer; without reason and stars where there is nothing to fill in. */
export const answerOf = (
  verb: HelpVerb,
  { id }: Call,
  { reason, stars }: { readonly reason?: string; readonly stars?: number } = {},
): Intent =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- rating alone has stars; the union of the others is one shape
  ({
    verb,
    fields: { cooperationId: id, ...(stars === undefined ? {} : { stars }) },
    ...(reason === undefined ? {} : { reason: reason.trim() }),
  }) as Intent;
