import type { PlanStepBody } from "@onegrid/core/division/contract";
import { Button, DatePicker, Input } from "antd";
import dayjs from "dayjs";
import { lazy, Suspense, useEffect, useState } from "react";
import { daysAfter, isoDay } from "../../i18n/days.ts";
import { useLanguage, useText } from "../../i18n/index.ts";
import { loadCalendarWords } from "../../ui/calendar-words.ts";
import { firstOfNextMonth } from "../state/format.ts";
import { ReasonedButton } from "../controls/reasoned-button.tsx";
import type { OpenPlan } from "../state/page-state.ts";

const PublishCodes = lazy(() =>
  import("./publish-codes.tsx").then(({ PublishCodes: codes }) => ({ default: codes })),
);
interface StepFormProps {
  readonly isBusy: boolean;
  readonly onStep: (body: PlanStepBody) => Promise<void>;
}

interface ReviewFormsProps extends StepFormProps {
  readonly open: OpenPlan;
  /** Whoever edited the plan may only give it back. */
  readonly mayApprove: boolean;
}

/** What a reviewer decides: in force from a day, or back to the planner. */
export function ReviewForms({ open, mayApprove, isBusy, onStep }: ReviewFormsProps) {
  return (
    <>
      {mayApprove && <ApproveForm open={open} isBusy={isBusy} onStep={onStep} />}
      <ReturnForm isBusy={isBusy} onStep={onStep} />
    </>
  );
}

/** Approval with a first day in force; the codes of that day are shown before. */
function ApproveForm({ open, isBusy, onStep }: StepFormProps & { readonly open: OpenPlan }) {
  const t = useText();
  const now = new Date();
  const [day, setDay] = useState(() => daysAfter(now, 1));
  const [renumber, setRenumber] = useState(false);
  const language = useLanguage();
  // Without them the calendar is half English, and no worse for it.
  useEffect(() => void loadCalendarWords(language).catch(() => undefined), [language]);
  const quick = [
    { label: t("division:life.dayTomorrow"), day: daysAfter(now, 1) },
    { label: t("division:life.dayNextMonth"), day: firstOfNextMonth(now) },
  ];
  return (
    <div className="og-approve">
      <label htmlFor="og-effective-on">{t("division:life.day")}</label>
      <div className="og-approve-day">
        <DatePicker
          id="og-effective-on"
          value={dayjs(day)}
          allowClear={false}
          minDate={dayjs(isoDay(now))}
          onChange={(value) => {
            if (value !== null) setDay(value.format("YYYY-MM-DD"));
          }}
        />
        {quick.map((choice) => (
          <Button key={choice.label} size="small" onClick={() => setDay(choice.day)}>
            {choice.label}
          </Button>
        ))}
      </div>
      <Suspense>
        <PublishCodes open={open} day={day} renumber={renumber} onRenumber={setRenumber} />
      </Suspense>
      <Button
        type="primary"
        block
        loading={isBusy}
        onClick={() => void onStep({ step: "approve", effectiveOn: day, renumber })}
      >
        {t("division:life.approve")}
      </Button>
    </div>
  );
}

/** Back to the planner, and why. */
function ReturnForm({ isBusy, onStep }: StepFormProps) {
  const t = useText();
  const [reason, setReason] = useState("");
  return (
    <div className="og-return">
      <Input.TextArea
        rows={2}
        maxLength={2000}
        value={reason}
        aria-label={t("division:life.returnReason")}
        placeholder={t("division:life.returnNeeds")}
        onChange={(event) => setReason(event.target.value)}
      />
      <ReasonedButton
        loading={isBusy}
        why={reason.trim() === "" ? t("division:why.needReason") : null}
        onClick={() => void onStep({ step: "return", reason: reason.trim() })}
      >
        {t("division:life.return")}
      </ReasonedButton>
    </div>
  );
}
