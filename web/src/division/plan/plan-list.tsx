import type { Me } from "@onegrid/core/access/contract";
import type { PlanReply } from "@onegrid/core/division/contract";
import { Popconfirm } from "antd";
import { call } from "../../api.ts";
import { useText, type TextKey } from "../../i18n/index.ts";
import { CloseIcon } from "../../ui/icons.tsx";
import { clock } from "../state/format.ts";
import { openPlan } from "../state/open-plan.ts";
import { useRefreshPlans } from "../state/queries.ts";
import { deletePlan } from "../state/routes.ts";
import { inReadingOrder } from "./plan-order.ts";

interface PlanListProps {
  readonly me: Me;
  readonly plans: readonly PlanReply[];
  /** Opened at this community. */
  readonly communityId?: string;
}

/** Plans with their state, in reading order; a click opens one. */
export function PlanList({ me, plans, communityId }: PlanListProps) {
  const t = useText();
  if (plans.length === 0) return <p className="og-muted og-nothing">{t("division:plan.none")}</p>;
  return (
    <ul className="og-plan-list" aria-label={t("division:tab.plans")}>
      {inReadingOrder(plans, me).map((plan) => (
        <li key={plan.id}>
          <button
            type="button"
            className="og-plan"
            onClick={() => void openPlan(plan.id, me, { communityId })}
          >
            <span className="og-plan-title">
              <b translate="no">{plan.name}</b>
              <StateTag state={plan.state} />
            </span>
            <PlanFacts plan={plan} />
          </button>
          {plan.state === "draft" && me.canPlan && <DeleteButton plan={plan} />}
        </li>
      ))}
    </ul>
  );
}

function PlanFacts({ plan }: { readonly plan: PlanReply }) {
  const t = useText();
  const sum = (of: "grids" | "unassignedUnits"): number =>
    plan.divisions.reduce((all, division) => all + division[of], 0);
  const [only] = plan.divisions;
  const where =
    plan.divisions.length === 1 && only !== undefined ? (
      <span translate="no">{only.communityName}</span>
    ) : null;
  return (
    <small className="og-muted">
      {where !== null && <>{where} · </>}
      {where === null
        ? t("division:plan.summary", { communities: plan.divisions.length, grids: sum("grids") })
        : t("division:divide.grids", { count: sum("grids") })}
      {sum("unassignedUnits") > 0 &&
        ` · ${t("division:plan.unassigned", { count: sum("unassignedUnits") })}`}
      {" · "}
      {plan.effectiveOn === null ? (
        <>
          <span translate="no">{plan.createdBy ?? t("division:plan.system")}</span>{" "}
          {clock(plan.createdAt)}
        </>
      ) : (
        t("division:plan.effective", { day: plan.effectiveOn })
      )}
    </small>
  );
}

const STATES: Readonly<Record<PlanReply["state"], TextKey>> = {
  draft: "division:plan.state.draft",
  review: "division:plan.state.review",
  published: "division:plan.state.published",
  retired: "division:plan.state.retired",
};

export function StateTag({ state }: { readonly state: PlanReply["state"] }) {
  const t = useText();
  return <span className={`og-state og-state-${state}`}>{t(STATES[state])}</span>;
}

function DeleteButton({ plan }: { readonly plan: PlanReply }) {
  const t = useText();
  const refresh = useRefreshPlans();
  const remove = (): void => {
    // Gone already is as good as deleted.
    void call(deletePlan, { params: { id: plan.id } }).then(refresh, refresh);
  };
  return (
    <Popconfirm
      title={t("division:plan.deleteAsk")}
      okText={t("division:plan.deleteYes")}
      cancelText={t("division:plan.deleteNo")}
      onConfirm={remove}
    >
      <button
        type="button"
        className="og-icon-button"
        translate="no"
        aria-label={`${t("division:plan.delete")}: ${plan.name}`}
        title={t("division:plan.delete")}
      >
        <CloseIcon />
      </button>
    </Popconfirm>
  );
}
