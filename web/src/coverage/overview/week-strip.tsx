import {
  clockWords,
  DAYS,
  momentOf,
  percentDown,
  slotOf,
  SLOTS_PER_DAY,
  writeMoment,
} from "@onegrid/core/coverage";
import type { CoverageReply } from "@onegrid/core/coverage/contract";
import type { WeekFigures } from "@onegrid/core/coverage/figures-contract";
import { memo, useState, type KeyboardEvent } from "react";
import { count, useText, type Translate } from "../../i18n/index.ts";
import { useTheme } from "../../ui/index.ts";
import { coverageColors, shareColors, shareRank } from "../classes.ts";
import { ask } from "../store.ts";
import { dayWords, momentWords } from "../words.ts";
import { AsTable, ChartSection } from "./chart-section.tsx";

const [CELL_WIDTH, CELL_HEIGHT, LEFT, TOP] = [10, 16, 44, 16];
const WIDTH = LEFT + SLOTS_PER_DAY * CELL_WIDTH + 8;
const HEIGHT = TOP + DAYS.length * CELL_HEIGHT;
const HOURS_NAMED = [0, 6, 8, 12, 14, 18, 20, 24];

interface WeekStripProps {
  readonly result: CoverageReply;
  readonly week: WeekFigures;
}

/** Who is served when: a cell for each half hour of the week. A cell asks everything for its hour. */
export function WeekStrip({ result, week }: WeekStripProps) {
  const t = useText();
  const asked = result.definition.moment;
  const chosen = asked === undefined ? null : slotOf(asked);
  const [at, setAt] = useState<number | null>(null);
  const focus = at ?? chosen ?? bestSlot(week);
  const told = slotWords(week, focus, t);
  // The strip is about all hours: the hour in force is no part of its own definition.
  const { moment: _hour, ...definition } = result.definition;
  // Nothing but cells of 0 % would say that nobody is served.
  const isUnknown = week.stations > 0 && week.stationsOfUnknownHours === week.stations;
  return (
    <ChartSection
      title={t("overview:week.title")}
      about={t(isUnknown ? "overview:week.allUnknown" : "overview:week.about", {
        stations: count(week.stations),
        unknown: count(week.stationsOfUnknownHours),
      })}
      by={{ ...result, definition }}
      actions={
        asked !== undefined && (
          <button type="button" className="og-link-button" onClick={() => void ask({ at: null })}>
            {t("overview:week.anyHour")}
          </button>
        )
      }
    >
      {!isUnknown && (
        <>
          <p className="og-week-told" data-testid="week-told" aria-live="polite">
            {told}
          </p>
          <Heat
            week={week}
            chosen={chosen}
            pointed={at}
            focus={focus}
            told={told}
            onPoint={setAt}
          />
          <Ramp />
          <AsTable>
            <WeekTable week={week} />
          </AsTable>
        </>
      )}
    </ChartSection>
  );
}

/** The hour at which the most are served: something to begin with. */
const bestSlot = ({ covered }: WeekFigures): number => covered.indexOf(Math.max(...covered));

function slotWords(week: WeekFigures, slot: number, t: Translate): string {
  const [covered = 0, most = 0] = [week.covered[slot], week.coveredAtMost[slot]];
  const values = {
    when: momentWords(momentOf(slot), t),
    percent: percentOf(covered, week),
    covered: count(covered),
    all: count(week.households),
    more: count(most - covered),
  };
  return t(most > covered ? "overview:week.toldAtMost" : "overview:week.told", values);
}

const percentOf = (covered: number, { households }: WeekFigures): string =>
  households === 0 ? "–" : percentDown(covered / households);

interface HeatProps {
  readonly week: WeekFigures;
  readonly chosen: number | null;
  readonly pointed: number | null;
  /** The half hour that is told, and in which words. */
  readonly focus: number;
  readonly told: string;
  readonly onPoint: (slot: number | null) => void;
}

function Heat({ week, chosen, pointed, focus, told, onPoint }: HeatProps) {
  const t = useText();
  return (
    <svg
      className="og-week"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="slider"
      tabIndex={0}
      aria-label={t("overview:week.title")}
      aria-valuemin={0}
      aria-valuemax={week.covered.length - 1}
      aria-valuenow={focus}
      aria-valuetext={told}
      onKeyDown={(event) => onKey(event, { focus, onPoint })}
      onBlur={() => onPoint(null)}
      onPointerLeave={() => onPoint(null)}
    >
      {HOURS_NAMED.map((hour) => (
        <text key={hour} x={LEFT + hour * 2 * CELL_WIDTH} y={11} textAnchor="middle">
          {hour}
        </text>
      ))}
      {DAYS.map((day, row) => (
        <text key={day} x={LEFT - 6} y={TOP + row * CELL_HEIGHT + 12} textAnchor="end">
          {t(`overview:week.short.${day}`)}
        </text>
      ))}
      <Cells week={week} onPoint={onPoint} />
      {[chosen, pointed].map((slot, which) =>
        slot === null ? null : (
          <rect
            key={which === 0 ? "chosen" : "pointed"}
            className={which === 0 ? "og-week-chosen" : "og-week-pointed"}
            {...placeOf(slot)}
            width={CELL_WIDTH - 0.6}
            height={CELL_HEIGHT - 1.4}
          />
        ),
      )}
    </svg>
  );
}

/** The pointer goes over 336 cells: they stay as they are, only the frame about one of them moves. */
const Cells = memo(function Cells({ week, onPoint }: Pick<HeatProps, "week" | "onPoint">) {
  const ramp = useRamp();
  const colorAt = (covered: number): string | undefined =>
    week.households === 0 ? undefined : ramp[shareRank(covered / week.households)];
  return week.covered.map((covered, slot) => (
    <rect
      key={slot}
      {...placeOf(slot)}
      width={CELL_WIDTH - 0.6}
      height={CELL_HEIGHT - 1.4}
      fill={colorAt(covered)}
      onPointerEnter={() => onPoint(slot)}
      onClick={() => askFor(slot)}
    />
  ));
});

const placeOf = (slot: number): { x: number; y: number } => ({
  x: LEFT + (slot % SLOTS_PER_DAY) * CELL_WIDTH,
  y: TOP + Math.floor(slot / SLOTS_PER_DAY) * CELL_HEIGHT,
});

const askFor = (slot: number): void => void ask({ at: writeMoment(momentOf(slot)) });

const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  ArrowUp: -SLOTS_PER_DAY,
  ArrowDown: SLOTS_PER_DAY,
};

function onKey(
  event: KeyboardEvent,
  { focus, onPoint }: { focus: number; onPoint: (slot: number) => void },
): void {
  const step = STEPS[event.key];
  if (step !== undefined) {
    const last = DAYS.length * SLOTS_PER_DAY - 1;
    onPoint(Math.min(last, Math.max(0, focus + step)));
  } else if (event.key === "Enter" || event.key === " ") askFor(focus);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

const useRamp = (): readonly string[] =>
  shareColors(coverageColors({ theme: useTheme((state) => state.theme) }));

function Ramp() {
  const t = useText();
  return (
    <p className="og-ramp">
      {useRamp().map((color, rank) => (
        <span key={color}>
          <i style={{ background: color }} aria-hidden="true" />
          {t("overview:week.range", { from: rank * 20, to: (rank + 1) * 20 })}
        </span>
      ))}
    </p>
  );
}

const WeekTable = memo(function WeekTable({ week }: { readonly week: WeekFigures }) {
  const t = useText();
  return (
    <table className="og-figures-table">
      <caption>{t("overview:week.tableCaption", { all: count(week.households) })}</caption>
      <thead>
        <tr>
          <th scope="col">{t("overview:week.from")}</th>
          {DAYS.map((day) => (
            <th key={day} scope="col">
              {dayWords(day, t)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {Array.from({ length: SLOTS_PER_DAY }, (_, half) => (
          <tr key={half}>
            <th scope="row">{clockWords(half * 30)}</th>
            {DAYS.map((day, row) => (
              <td key={day}>{count(week.covered[row * SLOTS_PER_DAY + half] ?? 0)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
});
