import { count, useText } from "../../i18n/index.ts";
import { gridNumber } from "../state/grid-view.ts";
import {
  selectedGrids,
  useDivision,
  type GridSelection,
  type OpenPlan,
} from "../state/page-state.ts";
import { useWhyNot } from "../controls/why-not.tsx";

/** More rows than a person reads are not drawn; the box tool is the better way then. */
const MOST_ROWS = 400;

/**
 * Units of the one selected grid, or the unassigned ones: the keyboard's way to what the brush
 * does. Ticked units go to a grid by the bar over the map.
 */
export function UnitList({ open }: { readonly open: OpenPlan }) {
  const t = useText();
  const selection = useDivision((state) => state.selection);
  const { division } = open.session;
  const { props: off, note } = useWhyNot(open.isEditable ? null : t("division:why.readOnly"));
  const units = unitsToShow(open, selection);
  if (units.length === 0) return null;
  const ticked = new Set(selection.kind === "units" ? selection.units : []);
  return (
    <details className="og-units" open={selection.kind === "units"}>
      <summary>
        {t("division:select.unitsOf")} ({count(units.length)})
      </summary>
      {open.isEditable && <p className="og-muted">{t("division:select.unitsOfAbout")}</p>}
      {note}
      <ul>
        {units.slice(0, MOST_ROWS).map((unit) => (
          <li key={unit}>
            <label>
              <input
                type="checkbox"
                checked={ticked.has(unit)}
                {...off}
                onChange={() => tick(unit)}
              />
              {t("division:select.unit", { number: unit + 1 })}
              <small className="og-muted">
                {division.gridOf[unit] === null || division.gridOf[unit] === undefined
                  ? t("division:unassigned")
                  : t("division:grid", { number: gridNumber(division.gridOf[unit]) })}
              </small>
              <span className="og-number">
                {t("shell:households", {
                  count: count(division.ground.graph.households[unit] ?? 0),
                })}
              </span>
            </label>
          </li>
        ))}
      </ul>
    </details>
  );
}

function unitsToShow(open: OpenPlan, selection: GridSelection): readonly number[] {
  const { gridOf } = open.session.division;
  const all = [...gridOf.keys()];
  if (selection.kind === "grids" && selection.gridIds.length === 1)
    return all.filter((unit) => gridOf[unit] === selection.gridIds[0]);
  const free = all.filter((unit) => (gridOf[unit] ?? null) === null);
  if (selection.kind !== "units") return free;
  // The ticked ones and all that share a grid with one of them stay in sight.
  const shown = new Set(selection.units.map((unit) => gridOf[unit] ?? null));
  return all.filter((unit) => shown.has(gridOf[unit] ?? null));
}

function tick(unit: number): void {
  useDivision.setState((state) => {
    const before = state.selection.kind === "units" ? state.selection.units : [];
    const units = before.includes(unit) ? before.filter((one) => one !== unit) : [...before, unit];
    const [first] = selectedGrids(state);
    const back = first === undefined ? ({ kind: "none" } as const) : state.selection;
    return { selection: units.length === 0 ? back : { kind: "units", units } };
  });
}
