import { useText } from "../../i18n/index.ts";
import { openProblems, showGround, useGround } from "./ground-state.ts";
import type { OpenPlan } from "../state/page-state.ts";

/** Whether something of the ground under the plan waits for the planner, and the way to it. */
export function GroundLine({ open }: { readonly open: OpenPlan }) {
  const t = useText();
  const { data } = useGround(open.base.id);
  if (data === undefined) return null;
  const waiting = openProblems(data).length;
  const isOld = data.newestBaseId !== data.baseId && open.isEditable;
  if (waiting === 0 && data.problems.length === 0 && data.repairs.length === 0 && !isOld)
    return null;
  const words = waiting > 0 ? t("plan:ground.waiting", { count: waiting }) : t("plan:ground.clear");
  return (
    <button
      type="button"
      className={`og-ground-line${waiting > 0 || isOld ? " og-ground-waiting" : ""}`}
      onClick={() => showGround(open.plan.id)}
    >
      <span>{t("plan:ground.title")}</span>
      <strong>{isOld ? t("plan:ground.newer") : words}</strong>
      <span aria-hidden="true">›</span>
    </button>
  );
}
