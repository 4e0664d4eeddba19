import { useText } from "../../i18n/index.ts";
import { showGround, useGround } from "./ground-state.ts";
import { groundSummary } from "./ground-summary.ts";
import type { OpenPlan } from "../state/page-state.ts";

/** Whether something of the ground under the plan waits for the planner, and the way to it. */
export function GroundLine({ open }: { readonly open: OpenPlan }) {
  const t = useText();
  const { data } = useGround(open.base.id);
  const summary = data === undefined ? null : groundSummary(data, open.isEditable);
  if (summary === null) return null;
  const { text, count, isUrgent } = summary;
  return (
    <button
      type="button"
      className={`og-ground-line${isUrgent ? " og-ground-waiting" : ""}`}
      onClick={() => showGround(open.plan.id)}
    >
      <span>{t("plan:ground.title")}</span>
      <strong>{t(`plan:ground.${text}`, { count })}</strong>
      <span aria-hidden="true">›</span>
    </button>
  );
}
