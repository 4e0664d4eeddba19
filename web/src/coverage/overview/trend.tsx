import { percentDown } from "@onegrid/core/coverage";
import type { CoverageReply } from "@onegrid/core/coverage/contract";
import type { CoverageTrend } from "@onegrid/core/coverage/figures-contract";
import { useState } from "react";
import { count, signedCount, useText, type Translate } from "../../i18n/index.ts";
import { findSum } from "../rows.ts";
import { percentWords } from "../words.ts";
import { AsTable, ChartSection } from "./chart-section.tsx";
import { lastOfDays, shareOf, shareTicks, type TrendPoint } from "./trend-points.ts";
import { useTrend } from "./use-figures.ts";

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [560, 130, 44, 14, 10, 20];

interface TrendProps {
  readonly result: CoverageReply;
  readonly areaId: string | null;
}

/** The share covered from day to day, and what lies between two of them. */
export function Trend({ result, areaId }: TrendProps) {
  const t = useText();
  const { data } = useTrend(result, areaId);
  const isGrid = findSum(result, areaId)?.kind === "grid";
  const points = lastOfDays(data?.points ?? []);
  return (
    <ChartSection title={t("overview:trend.title")} by={data ?? result}>
      {isGrid ? (
        <p className="og-muted">{t("overview:trend.grid")}</p>
      ) : points.length < 2 ? (
        <p className="og-muted">
          {t("overview:trend.begins", { day: points[0]?.day ?? t("overview:trend.today") })}
        </p>
      ) : (
        <Line key={`${data?.key} ${areaId}`} points={points} trend={data} />
      )}
    </ChartSection>
  );
}

function Line({
  points,
  trend,
}: {
  readonly points: readonly TrendPoint[];
  readonly trend: CoverageTrend | undefined;
}) {
  const t = useText();
  const [ends, setEnds] = useState({ from: points[0]?.day ?? "", to: points.at(-1)?.day ?? "" });
  const at = (day: string): TrendPoint | undefined => points.find((point) => point.day === day);
  const [from, to] = [at(ends.from), at(ends.to)];
  return (
    <>
      <p className="og-trend-ends">
        <DaySelect
          label={t("overview:trend.from")}
          points={points}
          value={ends.from}
          onDay={(day) => setEnds({ ...ends, from: day })}
        />
        <DaySelect
          label={t("overview:trend.to")}
          points={points}
          value={ends.to}
          onDay={(day) => setEnds({ ...ends, to: day })}
        />
      </p>
      {from !== undefined && to !== undefined && (
        <p className="og-week-told" data-testid="trend-told">
          {differenceWords(from, to, t)}
        </p>
      )}
      <Drawing points={points} ends={ends} />
      <AsTable>
        <PointTable points={trend?.points ?? []} />
      </AsTable>
    </>
  );
}

function differenceWords(from: TrendPoint, to: TrendPoint, t: Translate): string {
  const difference = (shareOf(to) - shareOf(from)) * 100;
  return t("overview:trend.difference", {
    from: percentDown(shareOf(from)),
    to: percentDown(shareOf(to)),
    points: `${sign(difference)}${Math.abs(difference).toFixed(1)}`,
    households: signedCount(to.covered - from.covered),
  });
}

const sign = (value: number): string => (value > 0 ? "+" : value < 0 ? "−" : "±");

interface DaySelectProps {
  readonly label: string;
  readonly points: readonly TrendPoint[];
  readonly value: string;
  readonly onDay: (day: string) => void;
}

function DaySelect({ label, points, value, onDay }: DaySelectProps) {
  return (
    <label>
      {label}{" "}
      <select value={value} onChange={(event) => onDay(event.target.value)}>
        {points.map(({ day }) => (
          <option key={day}>{day}</option>
        ))}
      </select>
    </label>
  );
}

interface DrawingProps {
  readonly points: readonly TrendPoint[];
  readonly ends: { readonly from: string; readonly to: string };
}

function Drawing({ points, ends }: DrawingProps) {
  const t = useText();
  const ticks = shareTicks(points);
  const [least = 0, most = 1] = [ticks[0], ticks.at(-1)];
  const [first = 0, last = 1] = [points[0], points.at(-1)].map((point) => timeOf(point?.day ?? ""));
  const x = ({ day }: TrendPoint): number =>
    LEFT + ((timeOf(day) - first) / (last - first || 1)) * (WIDTH - LEFT - RIGHT);
  const y = (share: number): number =>
    TOP + ((most - share) / (most - least)) * (HEIGHT - TOP - BOTTOM);
  const path = points.map((point) => `${x(point)},${y(shareOf(point))}`).join(" ");
  return (
    <svg
      className="og-trend"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={t("overview:trend.title")}
    >
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={LEFT} x2={WIDTH - RIGHT} y1={y(tick)} y2={y(tick)} />
          <text x={LEFT - 6} y={y(tick) + 3.5} textAnchor="end">
            {(tick * 100).toFixed(0)} %
          </text>
        </g>
      ))}
      <polyline points={path} />
      {points.map((point) => (
        <circle
          key={point.day}
          cx={x(point)}
          cy={y(shareOf(point))}
          r={point.day === ends.from || point.day === ends.to ? 5 : 2.6}
        />
      ))}
      {[points[0], points.at(-1)].map((point, end) =>
        point === undefined ? null : (
          <text
            key={end === 0 ? "first" : "last"}
            x={x(point)}
            y={HEIGHT - 4}
            textAnchor={end === 0 ? "start" : "end"}
          >
            {point.day}
          </text>
        ),
      )}
    </svg>
  );
}

const timeOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);

function PointTable({ points }: { readonly points: CoverageTrend["points"] }) {
  const t = useText();
  return (
    <table className="og-figures-table">
      <thead>
        <tr>
          <th scope="col">{t("overview:trend.day")}</th>
          <th scope="col">{t("overview:kpi.share")}</th>
          <th scope="col">{t("coverage:state.covered")}</th>
          <th scope="col">{t("coverage:state.uncovered")}</th>
          <th scope="col">{t("coverage:state.notComputable")}</th>
        </tr>
      </thead>
      <tbody>
        {points.toReversed().map((point) => (
          <tr key={`${point.day} ${point.at}`}>
            <th scope="row">{point.day}</th>
            <td>{percentWords(shareOf(point), t)}</td>
            <td>{count(point.covered)}</td>
            <td>{count(point.uncovered)}</td>
            <td>{count(point.notComputable)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
