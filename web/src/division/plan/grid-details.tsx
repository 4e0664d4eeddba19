import {
  impactOfMoves,
  onBarriers,
  unitsOfGrid,
  type DivisionFacts,
  type Surroundings,
} from "@onegrid/core/division";
import { useMemo } from "react";
import { count, useText, type Translate } from "../../i18n/index.ts";
import { useAround } from "../state/around.ts";
import { foreseenFacts } from "../state/foresee.ts";
import { decimal, percent, signedPercent } from "../state/format.ts";
import { gridNumber } from "../state/grid-view.ts";
import { selectedGrids, useDivision, type OpenPlan } from "../state/page-state.ts";

/** Everything that is known of the one selected grid; while something is tried, as it would be. */
export function GridDetails({ open }: { readonly open: OpenPlan }) {
  const t = useText();
  // The list is made anew each time: a selector that gave it would never come to rest.
  const selection = useDivision((state) => state.selection);
  const [gridId, ...others] = selectedGrids({ selection });
  const going = useDivision(foreseenFacts);
  const around = useAround(open);
  const facts = going ?? open.view.facts;
  const only = others.length > 0 ? undefined : gridId;
  const shown = useMemo(
    () =>
      only === undefined ? [] : [...sizesOf(facts, only, t), ...standsIn(facts, only, around)],
    [facts, only, around, t],
  );
  if (only === undefined) return null;
  return (
    <dl
      className="og-grid-details"
      aria-label={t("division:details.title", { number: gridNumber(only) })}
    >
      {shown.map(([key, value]) => (
        <div key={key}>
          <dt>{t(`division:details.${key}`)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function sizesOf(facts: DivisionFacts, gridId: string, t: Translate) {
  const [own, record] = [facts.grids.get(gridId), facts.records.get(gridId)];
  if (own === undefined || record === undefined) return [];
  const area = (own.squareMetres / 10_000).toFixed(1);
  return [
    ["fair", signedPercent(own.deviationFairShare)],
    ["shape", decimal(own.polsbyPopper)],
    ["barriers", percent(onBarriers(record.borders))],
    ["area", t("division:details.hectares", { area })],
  ] as const;
}

const words = (number: number | undefined): string => (number === undefined ? "–" : count(number));

/** What stands and goes on in it, and the people of the teams that answer for its ground today. */
function standsIn({ division }: DivisionFacts, gridId: string, around: Surroundings | null) {
  const moves = unitsOfGrid(division, gridId).map((unit) => ({
    unitId: division.ground.unitIds[unit] ?? "",
  }));
  const inside = around === null ? null : impactOfMoves(division, moves, around);
  return [
    ["buildings", words(inside?.buildings)],
    ["stations", words(inside?.stations)],
    ["cases", words(inside?.cases)],
    ["team", words(inside?.holders)],
  ] as const;
}
