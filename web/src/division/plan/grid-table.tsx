import type { GridFacts } from "@onegrid/core/division";
import { useMemo, type KeyboardEvent, type MouseEvent } from "react";
import { count, useText, type Translate } from "../../i18n/index.ts";
import { goToBox } from "../../map/index.ts";
import { decimal, signedPercent } from "../state/format.ts";
import { boxOfGeometry, gridNumber, lightLimits, lightOf } from "../state/grid-view.ts";
import { GRID_COLORS } from "../state/grid-palette.ts";
import { LockIcon } from "../tools/icons.tsx";
import { selectedGrids, useDivision, type OpenPlan } from "../state/page-state.ts";
import { lockedGrids } from "../tools/stroke.ts";
import { useTheme } from "../../ui/index.ts";

/** The map's twin: the same grids, the same selection, as rows. */
export function GridTable({ open }: { readonly open: OpenPlan }) {
  const t = useText();
  const draft = useDivision((state) => state.draft);
  const view = draft.kind === "trial" ? draft.view : open.view;
  const { division, facts } = view;
  const buildings = useMemo(() => countBuildings(open, view.division.gridOf), [open, view]);
  if (division.grids.length === 0)
    return <p className="og-muted og-nothing">{t("division:table.empty")}</p>;
  const going = new Map(
    draft.kind === "stroke" || draft.kind === "ghost"
      ? draft.shifts.filter(({ isNew }) => !isNew).map(({ gridId, after }) => [gridId, after])
      : [],
  );
  const locked = lockedGrids(open.session.division);
  return (
    <table className="og-grid-table">
      <caption className="og-hidden">
        {t("division:table.caption", { target: division.target })}
      </caption>
      <thead>
        <tr>
          <th scope="col">{t("division:table.grid")}</th>
          <th scope="col">{t("division:table.households")}</th>
          <th scope="col" title={t("division:table.deviationAbout", { target: division.target })}>
            {t("division:table.deviation", { target: division.target })}
          </th>
          <th scope="col">{t("division:table.compactness")}</th>
          <th scope="col">{t("division:table.buildings")}</th>
        </tr>
      </thead>
      <tbody>
        {[...facts.grids].map(([gridId, own]) => (
          <GridRow
            key={gridId}
            open={open}
            row={{
              gridId,
              facts: own,
              going: going.get(gridId) ?? null,
              isLocked: locked.has(gridId),
            }}
            color={view.colors.get(gridId) ?? 0}
            buildings={buildings.get(gridId) ?? 0}
          />
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t("division:table.total")}</th>
          <td>{count(sum([...facts.grids.values()].map((own) => own.households)))}</td>
          <td />
          <td>{decimal(facts.metrics["polsbyPopperMean"])}</td>
          <td>{count(sum([...buildings.values()]))}</td>
        </tr>
      </tfoot>
    </table>
  );
}

const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);

function countBuildings(
  { base }: OpenPlan,
  gridOf: readonly (string | null)[],
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [unit, gridId] of gridOf.entries())
    if (gridId !== null)
      counts.set(gridId, (counts.get(gridId) ?? 0) + (base.buildingsOf[unit]?.length ?? 0));
  return counts;
}

interface Row {
  readonly gridId: string;
  readonly isLocked: boolean;
  readonly facts: GridFacts;
  /** Households it would have after the stroke. */
  readonly going: number | null;
}

interface GridRowProps {
  readonly open: OpenPlan;
  readonly row: Row;
  readonly color: number;
  readonly buildings: number;
}

function GridRow({ open, row, color, buildings }: GridRowProps) {
  const t = useText();
  const { gridId, facts, going, isLocked } = row;
  const isSelected = useDivision((state) => selectedGrids(state).includes(gridId));
  const isHovered = useDivision((state) => state.hovered === gridId);
  const { theme } = useTheme();
  const { division } = open.session;
  const households = going ?? facts.households;
  const choose = (event: MouseEvent | KeyboardEvent): void => chooseRow(gridId, event.shiftKey);
  return (
    <tr
      aria-selected={isSelected}
      className={isHovered ? "og-hovered" : undefined}
      onClick={choose}
      onDoubleClick={() => zoomTo(open, gridId)}
      onMouseEnter={() => useDivision.setState({ hovered: gridId })}
      onMouseLeave={() => useDivision.setState({ hovered: null })}
    >
      <th scope="row">
        <button
          type="button"
          className="og-grid-name"
          aria-pressed={isSelected}
          aria-label={t("division:table.select", { number: gridNumber(gridId) })}
          onClick={(event) => {
            event.stopPropagation();
            choose(event);
          }}
        >
          <i style={{ background: GRID_COLORS[theme][color]?.fill }} />
          {gridNumber(gridId)}
        </button>
        {isLocked && (
          <span
            title={t("division:table.locked")}
            role="img"
            aria-label={t("division:table.locked")}
          >
            <LockIcon />
          </span>
        )}
      </th>
      <td className={going === null ? undefined : "og-going"}>{count(households)}</td>
      <td>
        <Deviation facts={facts} households={households} target={division.target} t={t} />
      </td>
      <td>{decimal(facts.polsbyPopper)}</td>
      <td>{count(buildings)}</td>
    </tr>
  );
}

function chooseRow(gridId: string, isAdding: boolean): void {
  useDivision.setState((state) => {
    const chosen = selectedGrids(state);
    const rest = chosen.filter((one) => one !== gridId);
    const isIn = rest.length < chosen.length;
    const gridIds = isAdding ? (isIn ? rest : [...chosen, gridId]) : [gridId];
    return {
      selection: gridIds.length === 0 ? { kind: "none" } : { kind: "grids", gridIds },
    };
  });
}

export function zoomTo({ view }: OpenPlan, gridId: string): void {
  const geometry = view.shapes.get(gridId);
  if (geometry !== undefined) goToBox(boxOfGeometry(geometry), { maxZoom: 17.5 });
}

interface DeviationProps {
  readonly facts: GridFacts;
  readonly households: number;
  readonly target: number;
  readonly t: Translate;
}

/** Half the bar is ± 50 %; the mark is the fair share, the number is against the target. */
const REACH = 0.5;

function Deviation({ facts, households, target, t }: DeviationProps) {
  const deviation = households / target - 1;
  const light = lightOf(households, target);
  const width = Math.min(1, Math.abs(deviation) / REACH) * 50;
  const fair = facts.households / (1 + facts.deviationFairShare);
  const fairAt = 50 + Math.max(-1, Math.min(1, (fair / target - 1) / REACH)) * 50;
  const notes = [
    t(`division:table.light.${light}`),
    t(`division:table.rule.${light}`, limitsInWords(target)),
    t("division:table.fair", {
      share: Math.round(fair),
      deviation: signedPercent(facts.deviationFairShare),
    }),
    ...(facts.pieces > 1 ? [t("division:table.pieces", { count: facts.pieces })] : []),
    ...(facts.isOversized ? [t("division:table.oversized")] : []),
  ];
  return (
    <span className={`og-deviation og-light-${light}`} title={notes.join(" · ")}>
      <span className="og-bar" aria-hidden="true">
        <i style={{ width: `${width}%`, [deviation < 0 ? "right" : "left"]: "50%" }} />
        <b style={{ left: `${fairAt}%` }} />
      </span>
      <span>{signedPercent(deviation)}</span>
      <em aria-hidden="true">{SIGNS[light]}</em>
      <span className="og-hidden">{notes[0]}</span>
    </span>
  );
}

function limitsInWords(target: number): Record<string, string> {
  const limits = Object.entries(lightLimits(target));
  return Object.fromEntries(limits.map(([name, limit]) => [name, count(Math.round(limit))]));
}

const LIGHTS = ["green", "amber", "red"] as const;

/** What the signs in the table mean, in households. */
export function LightKey({ target }: { readonly target: number }) {
  const t = useText();
  return (
    <p className="og-light-key">
      {LIGHTS.map((light) => (
        <span key={light} className={`og-light-${light}`}>
          <em aria-hidden="true">{SIGNS[light]}</em> {t(`division:table.light.${light}`)}{" "}
          {t(`division:table.rule.${light}`, limitsInWords(target))}
        </span>
      ))}
    </p>
  );
}

const SIGNS = { green: "●", amber: "▲", red: "■" } as const;
