import { percentText } from "@onegrid/core/dispatch";
import type { FiguresReply } from "@onegrid/core/dispatch/figures-contract";
import { useQuery } from "@tanstack/react-query";
import { call, route } from "../../api.ts";
import { dayAfter, isoDay } from "../../i18n/days.ts";
import { useText } from "../../i18n/index.ts";
import { useNow } from "../board/use-now.ts";
import type { WallFacts } from "./wall-facts.ts";

const getFigures = route<undefined, FiguresReply>()("GET", "/api/cases/figures");
const MINUTE_MS = 60_000;
/** How soon after midnight the numbers of the day before are gone. */
const LOOK_MS = 5_000;

interface WallFiguresProps {
  readonly facts: Pick<WallFacts, "open" | "late" | "soon">;
  readonly isLoading: boolean;
}

/** The six numbers: how things stand, and how the day has gone. */
export function WallFigures({ facts, isLoading }: WallFiguresProps) {
  const t = useText();
  const today = useToday();
  const shown = (value: number | undefined): string =>
    isLoading || value === undefined ? "–" : value.toLocaleString("en");
  return (
    <dl className="og-wall-figures">
      <Tile name={t("wall:open")} value={shown(facts.open)} />
      <Tile name={t("wall:late")} value={shown(facts.late)} tone="late" sign="!" />
      <Tile name={t("wall:soon")} value={shown(facts.soon)} tone="soon" sign="◔" />
      <Tile name={t("wall:reported")} value={shown(today?.reported)} />
      <Tile name={t("wall:ended")} value={shown(today?.ended)} />
      <Tile
        name={t("wall:onTime")}
        value={today === null || today.percent === null ? "–" : `${today.percent}%`}
        parts={today === null ? null : `${shown(today.onTime)} / ${shown(today.due)}`}
      />
    </dl>
  );
}

interface TileProps {
  readonly name: string;
  readonly value: string;
  readonly tone?: "late" | "soon";
  readonly sign?: string;
  /** What a rate is made of: its numerator and its denominator. */
  readonly parts?: string | null;
}

function Tile({ name, value, tone, sign, parts = null }: TileProps) {
  const kind = parts === null ? tone : "rate";
  return (
    <div className={kind === undefined ? "og-wall-tile" : `og-wall-tile og-wall-${kind}`}>
      <dt>
        {sign !== undefined && <b aria-hidden="true">{sign}</b>}
        {name}
      </dt>
      <dd className="og-number">
        {value}
        {parts !== null && <small>{parts}</small>}
      </dd>
    </div>
  );
}

/** How the day has gone so far; another day is another question, so midnight needs nobody. */
function useToday() {
  const day = isoDay(new Date(useNow(LOOK_MS)));
  const { data } = useQuery({
    queryKey: ["wall-figures", day],
    refetchInterval: MINUTE_MS,
    // The day before is of no use to anybody: nothing is kept of it.
    gcTime: MINUTE_MS,
    queryFn: ({ signal }) => call(getFigures, { signal, query: { from: day, to: dayAfter(day) } }),
  });
  if (data === undefined) return null;
  const figure = (name: string) =>
    data.total.figures.find((each) => each.figure === name) ?? { numerator: 0, denominator: 0 };
  const onTime = figure("closed_on_time");
  return {
    reported: figure("filed").denominator,
    ended: figure("effective").denominator,
    onTime: onTime.numerator,
    due: onTime.denominator,
    percent: percentText(onTime),
  };
}
