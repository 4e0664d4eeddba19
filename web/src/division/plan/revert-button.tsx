import type { Me } from "@onegrid/core/access/contract";
import { Popconfirm, Button } from "antd";
import { useState } from "react";
import { call } from "../../api.ts";
import { isoDay, lastDayBefore } from "../../i18n/days.ts";
import { useText } from "../../i18n/index.ts";
import { openPlan } from "../state/open-plan.ts";
import type { OpenPlan } from "../state/page-state.ts";
import { useRefreshPlans } from "../state/queries.ts";
import { reasonSentence } from "../state/refusal-text.ts";
import { createPlan } from "../state/routes.ts";

/** Puts the grids back that this plan took the place of: a draft of them, to be reviewed and dated. */
export function RevertButton({ open, me }: { readonly open: OpenPlan; readonly me: Me }) {
  const t = useText();
  const refresh = useRefreshPlans();
  const [error, setError] = useState<unknown>(null);
  const { plan } = open;
  const { effectiveOn } = plan;
  if (effectiveOn === null || effectiveOn > isoDay(new Date()) || !me.canPlan) return null;
  const revert = async (): Promise<void> => {
    setError(null);
    try {
      const draft = await call(createPlan, {
        body: {
          name: t("plan:revert.name", { name: plan.name }).slice(0, 120),
          communityIds: plan.divisions.map(({ communityId }) => communityId),
          target: open.session.division.target,
          fromDay: lastDayBefore(effectiveOn),
        },
      });
      refresh();
      await openPlan(draft.id, me, { communityId: open.communityId, keepsView: true });
    } catch (reason) {
      setError(reason);
    }
  };
  return (
    <>
      <Popconfirm
        title={t("plan:revert.ask")}
        okText={t("plan:revert.yes")}
        cancelText={t("plan:revert.no")}
        onConfirm={revert}
      >
        <Button block>{t("plan:revert.button")}</Button>
      </Popconfirm>
      {error !== null && (
        <p role="alert" className="og-fault">
          {reasonSentence(error)}
        </p>
      )}
    </>
  );
}
