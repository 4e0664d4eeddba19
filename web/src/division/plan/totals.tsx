import {
  countByGrid,
  staffNeeded,
  type DivisionFacts,
  type Surroundings,
} from "@onegrid/core/division";
import { useMemo } from "react";
import { count, useText, type TextKey } from "../../i18n/index.ts";
import { useAround } from "../state/around.ts";
import { foreseenFacts } from "../state/foresee.ts";
import { decimal, percent } from "../state/format.ts";
import { fairShareOf } from "../state/grid-view.ts";
import { GridDetails } from "./grid-details.tsx";
import { HouseholdHistogram } from "./household-histogram.tsx";
import { useDivision, type OpenPlan } from "../state/page-state.ts";
import "./numbers.css";

interface Figure {
  readonly key: Key;
  readonly value: string;
}

const KEYS = [
  "grids",
  "within10",
  "within20",
  "compactness",
  "barriers",
  "compoundsCut",
  "staff",
  "withoutStation",
] as const;
type Key = (typeof KEYS)[number];

/** The numbers of the whole division, of the same state as the map; while something is tried, what it would give. */
export function Totals({ open }: { readonly open: OpenPlan }) {
  const t = useText();
  const tried = useDivision(({ draft }) => (draft.kind === "trial" ? draft.view.facts : null));
  const going = useDivision(foreseenFacts);
  const around = useAround(open);
  const present = tried ?? open.view.facts;
  const now = useMemo(() => figuresOf(present, around), [present, around]);
  const then = useMemo(() => (going === null ? null : figuresOf(going, around)), [going, around]);
  const share = fairShareOf(present);
  const { target } = present.division;
  const values = { share: share === null ? "" : count(share), target: count(target) };
  const { unassigned } = going ?? present;
  return (
    <>
      <dl className="og-totals">
        {now.map(({ key, value }, at) => {
          const next = then?.[at]?.value ?? value;
          const help = helpOf(key);
          return (
            <div key={key} title={help === null ? undefined : t(help, values)}>
              <dt>{t(`division:figures.${key}`, values)}</dt>
              <dd className={next === value ? undefined : "og-going"}>{next}</dd>
            </div>
          );
        })}
        {unassigned.units > 0 && (
          <div className="og-totals-warning">
            <dt>{t("division:figures.unassigned")}</dt>
            <dd>
              {count(unassigned.households)}
              <small> {t("division:community.householdsUnit")}</small>
            </dd>
          </div>
        )}
      </dl>
      <HouseholdHistogram facts={going ?? present} />
      <GridDetails open={open} />
    </>
  );
}

const helpOf = (key: Key): TextKey | null =>
  key === "grids" ? null : `division:figuresHelp.${key}`;

function figuresOf(facts: DivisionFacts, around: Surroundings | null): Figure[] {
  const { metrics, division, unassigned } = facts;
  const households = [...facts.grids.values()].reduce((sum, grid) => sum + grid.households, 0);
  const stations = around === null ? null : countByGrid(division, around.stationsOf);
  const without = stations === null ? null : [...stations.values()].filter((n) => n === 0).length;
  const value: Record<Key, string> = {
    grids: count(division.grids.length),
    within10: percent(metrics["fairShareWithin10"]),
    within20: percent(metrics["fairShareWithin20"]),
    compactness: decimal(metrics["polsbyPopperMean"]),
    barriers: percent(metrics["innerBorderOnBarriers"]),
    compoundsCut: count(metrics["smallCompoundsCut"] ?? 0),
    staff: count(staffNeeded(households + unassigned.households)),
    withoutStation: without === null ? "–" : count(without),
  };
  return KEYS.map((key) => ({ key, value: value[key] }));
}
