import type { Me } from "@onegrid/core/access/contract";
import type { PlanReply, PlanStepBody } from "@onegrid/core/division/contract";
import { Button } from "antd";
import { lazy, Suspense, useEffect, useMemo, useState } from "react";
import { WhyLink } from "../../access/index.ts";
import { call } from "../../api.ts";
import { count, useText, type TextKey, type Translate } from "../../i18n/index.ts";
import { compareWith, PRESENT } from "../compare/compare-state.ts";
import { effectOf, type Effect } from "../state/effect.ts";
import { isoDay } from "../../i18n/days.ts";
import { clock } from "../state/format.ts";
import { takePlan } from "../state/open-plan.ts";
import { useDivision, type OpenPlan } from "../state/page-state.ts";
import { PlanChecks, canSubmit } from "./plan-checks.tsx";
import { useGridsOn, useRefreshPlans } from "../state/queries.ts";
import { reasonSentence } from "../state/refusal-text.ts";
import { ReasonedButton } from "../controls/reasoned-button.tsx";
import { stepPlan } from "../state/routes.ts";

// The calendar is heavy, and only whoever approves needs it.
const ReviewForms = lazy(() =>
  import("./review-forms.tsx").then(({ ReviewForms: forms }) => ({ default: forms })),
);
const RevertButton = lazy(() =>
  import("./revert-button.tsx").then(({ RevertButton: button }) => ({ default: button })),
);
const CommentList = lazy(() =>
  import("../comments/comment-list.tsx").then(({ CommentList: list }) => ({ default: list })),
);

interface LifeCycleProps {
  readonly open: OpenPlan;
  readonly me: Me;
}

const STAGES = ["draft", "review", "published"] as const;

/** Draft → review → published with a date: where the plan stands, and whose turn it is. */
export function LifeCycle({ open, me }: LifeCycleProps) {
  const t = useText();
  const { plan } = open;
  const at = STAGES.findIndex((stage) => stage === plan.state);
  return (
    <div className="og-life">
      <ol className="og-stages" aria-label={t("division:life.steps")}>
        {STAGES.map((stage, index) => (
          <li
            key={stage}
            aria-current={stage === plan.state ? "step" : undefined}
            className={index < at || plan.state === "retired" ? "og-past" : undefined}
          >
            {t(`division:life.${stage}Title`)}
          </li>
        ))}
      </ol>
      <p>{aboutStage(plan, t)}</p>
      <StepNotes plan={plan} />
      <EffectLine open={open} />
      {plan.state === "draft" && me.canPlan && <SubmitPart open={open} me={me} />}
      {plan.state === "review" && <ReviewPart open={open} me={me} />}
      <Suspense>
        <CommentList open={open} />
        {plan.state === "published" && <RevertButton open={open} me={me} />}
      </Suspense>
      {plan.state === "published" && <WithdrawPart open={open} me={me} />}
    </div>
  );
}

const hasBegun = (plan: PlanReply): boolean =>
  plan.effectiveOn !== null && plan.effectiveOn <= isoDay(new Date());

function aboutStage(plan: PlanReply, t: Translate): string {
  const day = plan.effectiveOn ?? "";
  switch (plan.state) {
    case "draft":
      return t("division:life.draftText");
    case "review":
      return t("division:life.reviewText");
    case "published":
      return t(hasBegun(plan) ? "division:life.inForceText" : "division:life.publishedText", {
        day,
      });
    default:
      return t("division:life.retiredText");
  }
}

const STEP_WORDS: Readonly<Record<string, TextKey>> = {
  submit: "division:life.history.submit",
  return: "division:life.history.return",
  approve: "division:life.history.approve",
  withdraw: "division:life.history.withdraw",
};

/** Who did what with the plan, and why it came back. */
function StepNotes({ plan }: { readonly plan: PlanReply }) {
  const t = useText();
  const steps = plan.steps.filter(({ step }) => step in STEP_WORDS);
  if (steps.length === 0) return null;
  return (
    <ul className="og-step-notes">
      {steps.toReversed().map(({ step, at, by, reason }) => (
        <li key={at}>
          <span translate="no">
            {t(STEP_WORDS[step] ?? "division:life.history.submit", {
              name: by ?? t("division:plan.system"),
            })}
          </span>{" "}
          <small className="og-muted">{clock(at)}</small>
          {reason !== null && <q translate="no">{reason}</q>}
        </li>
      ))}
    </ul>
  );
}

/** What taking effect would change against today. */
function EffectLine({ open }: { readonly open: OpenPlan }) {
  const t = useText();
  const effect = useEffectOf(open);
  if (effect === null) return null;
  return (
    <div className="og-effect">
      <h4>{t("division:life.effect")}</h4>
      {effect.kind === "first" && <p>{t("division:life.effectFirst", { after: effect.after })}</p>}
      {effect.kind === "same" && <p>{t("division:life.effectNone")}</p>}
      {effect.kind === "other-base" && (
        <p>{t("division:life.effectOther", { before: effect.before, after: effect.after })}</p>
      )}
      {effect.kind === "changed" && (
        <>
          <p>{t("division:life.effectGrids", { before: effect.before, after: effect.after })}</p>
          <p>
            {t("division:life.effectHouseholds", {
              households: count(effect.households),
              buildings: count(effect.buildings),
            })}
          </p>
          <p className="og-muted">{t("division:life.effectOnMap")}</p>
          <Button size="small" onClick={() => compareWith(PRESENT)}>
            {t("plan:compare.open")}
          </Button>
        </>
      )}
    </div>
  );
}

/** What would change, marked on the map as long as it is told. */
function useEffectOf(open: OpenPlan): Effect | null {
  const { data: present } = useGridsOn(open.communityId);
  const { division } = open.session;
  const isAhead = open.plan.state === "draft" || open.plan.state === "review";
  const effect = useMemo(
    () =>
      present === undefined || !isAhead || division.grids.length === 0
        ? null
        : effectOf({ base: open.base, session: { division } }, present),
    [open.base, division, present, isAhead],
  );
  useEffect(() => {
    useDivision.setState({ changing: effect?.kind === "changed" ? effect.units : [] });
    return () => useDivision.setState({ changing: [] });
  }, [effect]);
  return effect;
}

/** Sends a step; the plan on the page follows. */
function useStep(open: OpenPlan, me: Me) {
  const refresh = useRefreshPlans();
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const step = async (body: PlanStepBody): Promise<void> => {
    setIsBusy(true);
    setError(null);
    try {
      takePlan(await call(stepPlan, { params: { id: open.plan.id }, body }), me);
    } catch (reason) {
      setError(reason);
    }
    refresh();
    setIsBusy(false);
  };
  const fault =
    error === null ? null : (
      <p role="alert" className="og-fault">
        {reasonSentence(error)}
        <WhyLink error={error} />
      </p>
    );
  return { step, isBusy, fault };
}

function SubmitPart({ open, me }: LifeCycleProps) {
  const t = useText();
  const { step, isBusy, fault } = useStep(open, me);
  return (
    <>
      <PlanChecks open={open} />
      <p className="og-muted">{t("division:life.submitAsk")}</p>
      <ReasonedButton
        type="primary"
        block
        loading={isBusy}
        why={whyNotSubmit(open, t)}
        onClick={() => void step({ step: "submit" })}
      >
        {t("division:life.submit")}
      </ReasonedButton>
      {fault}
    </>
  );
}

function whyNotSubmit(open: OpenPlan, t: Translate): string | null {
  if (open.session.unsent.length > 0) return t("division:why.unsent");
  return canSubmit(open) ? null : t("division:why.checksOpen");
}

function ReviewPart({ open, me }: LifeCycleProps) {
  const t = useText();
  const { step, isBusy, fault } = useStep(open, me);
  const { plan } = open;
  const isEditor = plan.editors.some(({ id }) => id === me.id);
  const editors = plan.editors.map(({ name }) => name).join("、");
  return (
    <>
      {editors !== "" && (
        <p className="og-muted" translate="no">
          {t("division:life.editedBy", { names: editors })}
        </p>
      )}
      {isEditor && <p className="og-turn">{t("division:life.ownPlan")}</p>}
      {!isEditor && !me.canPublish && <p className="og-turn">{t("division:life.notPublisher")}</p>}
      {me.canPublish && (
        <Suspense>
          <ReviewForms open={open} mayApprove={!isEditor} isBusy={isBusy} onStep={step} />
        </Suspense>
      )}
      {fault}
    </>
  );
}

function WithdrawPart({ open, me }: LifeCycleProps) {
  const t = useText();
  const { step, isBusy, fault } = useStep(open, me);
  if (hasBegun(open.plan) || !me.canPublish) return null;
  return (
    <>
      <Button loading={isBusy} onClick={() => void step({ step: "withdraw" })}>
        {t("division:life.withdraw")}
      </Button>
      {fault}
    </>
  );
}
