import type { CompareReply } from "@onegrid/core/division/contract";
import { Segmented, Select } from "antd";
import { useEffect } from "react";
import { count, useText } from "../../i18n/index.ts";
import { PanelSection } from "../../ui/index.ts";
import {
  chooseLook,
  compareWith,
  LOOKS,
  PRESENT,
  useComparison,
  useLook,
} from "./compare-state.ts";
import { CompareLists } from "./compare-lists.tsx";
import { CompareTable } from "./compare-table.tsx";
import { percent } from "../state/format.ts";
import { useDivision, type OpenPlan } from "../state/page-state.ts";
import { usePlans } from "../state/queries.ts";
import { reasonSentence } from "../state/refusal-text.ts";
import "./compare.css";

interface ComparePanelProps {
  readonly open: OpenPlan;
  /** The id of another plan, or the grids in force. */
  readonly other: string;
}

/** The open plan beside today or another plan (对比): numbers, each with its list, and two pictures. */
export function ComparePanel({ open, other }: ComparePanelProps) {
  const t = useText();
  const { data: comparison, error } = useComparison(open, other);
  useHatching(open, comparison);
  return (
    <>
      <PanelSection>
        <CompareChoice open={open} other={other} />
      </PanelSection>
      <PanelSection fills>
        <div className="og-compare">
          {error !== null && (
            <p role="alert" className="og-fault">
              {reasonSentence(error)}
            </p>
          )}
          {comparison === undefined && error === null && (
            <p className="og-muted" role="status">
              {t("plan:compare.computing")}
            </p>
          )}
          {comparison !== undefined && <Compared comparison={comparison} />}
        </div>
      </PanelSection>
    </>
  );
}

function CompareChoice({ open, other }: ComparePanelProps) {
  const t = useText();
  const look = useLook();
  const { data: plans = [] } = usePlans();
  const others = plans.filter(
    (plan) =>
      plan.id !== open.plan.id &&
      plan.divisions.some(({ communityId }) => communityId === open.communityId),
  );
  return (
    <div className="og-compare-choice">
      <label>
        {t("plan:compare.with")}
        <Select
          aria-label={t("plan:compare.with")}
          value={other}
          onChange={(next: string) => compareWith(next)}
          showSearch
          optionFilterProp="label"
          options={[
            { value: PRESENT, label: t("plan:compare.present") },
            ...others.map(({ id, name, state }) => ({
              value: id,
              label: `${name} · ${t(`division:plan.state.${state}`)}`,
            })),
          ]}
        />
      </label>
      <Segmented
        block
        aria-label={t("plan:compare.look")}
        value={look}
        onChange={chooseLook}
        options={LOOKS.map((value) => ({ value, label: t(`plan:compare.looks.${value}`) }))}
      />
    </div>
  );
}

/** What changes is hatched on the map, as long as it is told of. */
function useHatching({ base }: OpenPlan, comparison: CompareReply | undefined): void {
  useEffect(() => {
    const units = (comparison?.movedUnits ?? []).flatMap((id) => base.ground.indexOf.get(id) ?? []);
    useDivision.setState({ changing: units });
    return () => useDivision.setState({ changing: [] });
  }, [base, comparison]);
}

function Compared({ comparison }: { readonly comparison: CompareReply }) {
  return (
    <>
      <CompareLead comparison={comparison} />
      {comparison.before.kind !== "none" && <CompareLists comparison={comparison} />}
      <CompareTable comparison={comparison} />
    </>
  );
}

/** The one sentence that a meeting asks for. */
function CompareLead({ comparison }: { readonly comparison: CompareReply }) {
  const t = useText();
  const { before, after, movedHouseholds, movedBuildings, pairs } = comparison;
  if (before.kind === "none")
    return (
      <p className="og-compare-lead">{t("plan:compare.first", { count: after.grids.length })}</p>
    );
  if (pairs.every(({ isSame }) => isSame))
    return <p className="og-compare-lead">{t("plan:compare.same")}</p>;
  const all = after.grids.reduce((sum, { households }) => sum + households, 0);
  const isAsMany = before.grids.length === after.grids.length;
  return (
    <p className="og-compare-lead">
      {t(isAsMany ? "plan:compare.leadAsMany" : "plan:compare.lead", {
        households: count(movedHouseholds),
        share: percent(all === 0 ? 0 : movedHouseholds / all),
        buildings: count(movedBuildings.length),
        before: before.grids.length,
        after: after.grids.length,
      })}
    </p>
  );
}
