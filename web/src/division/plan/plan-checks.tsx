import { count, useText } from "../../i18n/index.ts";
import { gridNumber, lightOf } from "../state/grid-view.ts";
import { useDivision, type OpenPlan } from "../state/page-state.ts";
import { zoomTo } from "./grid-table.tsx";

/** What the server asks before it takes a plan for review: every unit of every community in a grid. */
export const canSubmit = (open: OpenPlan): boolean =>
  open.view.facts.unassigned.units === 0 &&
  open.session.division.grids.length > 0 &&
  [...open.view.facts.grids.values()].every(({ pieces }) => pieces <= 1) &&
  unassignedElsewhere(open) === 0;

const unassignedElsewhere = ({ plan, divisionId }: OpenPlan): number =>
  plan.divisions
    .filter(({ id }) => id !== divisionId)
    .reduce((sum, { unassignedUnits }) => sum + unassignedUnits, 0);

/** Ready for review? What is missing, and the way to it. */
export function PlanChecks({ open }: { readonly open: OpenPlan }) {
  const t = useText();
  const { facts, division } = open.view;
  const { units, households } = facts.unassigned;
  const inPieces = [...facts.grids].filter(([, own]) => own.pieces > 1).map(([id]) => id);
  const outOfRange = [...facts.grids]
    .filter(([, own]) => !own.isOversized && lightOf(own.households, division.target) === "red")
    .map(([id]) => id);
  const elsewhere = unassignedElsewhere(open);
  return (
    <ul className="og-checks" aria-label={t("division:life.checks")}>
      <Check isGood={units === 0}>
        {units === 0
          ? t("division:life.checkAssigned")
          : t("division:life.checkAssignedBad", {
              count: units,
              households: count(households),
            })}
      </Check>
      {elsewhere > 0 && (
        <Check isGood={false}>{t("division:life.otherCommunities", { count: elsewhere })}</Check>
      )}
      <Check isGood={inPieces.length === 0} open={open} gridIds={inPieces}>
        {inPieces.length === 0
          ? t("division:life.checkPieces")
          : t("division:life.checkPiecesBad", { grids: names(inPieces) })}
      </Check>
      <Check isGood={outOfRange.length === 0} isWarning open={open} gridIds={outOfRange}>
        {outOfRange.length === 0
          ? t("division:life.checkSizes")
          : t("division:life.checkSizesBad", { grids: names(outOfRange) })}
      </Check>
    </ul>
  );
}

const names = (ids: readonly string[]): string => ids.map(gridNumber).join("、");

interface CheckProps {
  readonly isGood: boolean;
  /** Told, but the plan may go on with it. */
  readonly isWarning?: boolean;
  readonly open?: OpenPlan;
  readonly gridIds?: readonly string[];
  readonly children: string;
}

function Check({ isGood, isWarning = false, open, gridIds = [], children }: CheckProps) {
  const t = useText();
  const [first] = gridIds;
  const kind = isGood ? "good" : isWarning ? "warning" : "bad";
  return (
    <li className={`og-check-${kind}`}>
      <span aria-hidden="true">{isGood ? "✓" : isWarning ? "!" : "✗"}</span>
      <span>{children}</span>
      {open !== undefined && first !== undefined && (
        <button
          type="button"
          className="og-link-button"
          onClick={() => {
            useDivision.setState({ selection: { kind: "grids", gridIds } });
            zoomTo(open, first);
          }}
        >
          {t("division:life.showGrid")}
        </button>
      )}
    </li>
  );
}
