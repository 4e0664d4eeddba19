import { percentText } from "@onegrid/core/dispatch";
import type {
  WhistleFiguresReply,
  WhistleSumsField,
} from "@onegrid/core/dispatch/whistle-contract";
import { call, route } from "../api.ts";
import { useText } from "../i18n/index.ts";
import { BesideFigures, type BesideTableProps } from "./beside-figures.tsx";
import { figuresQuery } from "./figures-query.ts";
import { FigureNumber, type RowOf } from "./group-table.tsx";
import { RateCells } from "./rate-cells.tsx";

const getWhistles = route<undefined, WhistleFiguresReply>()("GET", "/api/cases/whistles");

/** The calls for help (吹哨报到) of the period, by area or class; every number opens its cases. */
export function WhistleTable({ choice, onOpen, onArea }: BesideTableProps) {
  const t = useText();
  return (
    <BesideFigures
      name="whistles"
      choice={choice}
      read={(signal) => call(getWhistles, { signal, query: figuresQuery(choice) })}
      isEmpty={({ total }) => total.calls === 0}
      columns={({ total }) => [
        t("office:figures.name.whistle_calls"),
        ...total.rates.map(({ figure }) => t(`office:figures.name.${figure}`)),
        t("office:whistles.stars"),
      ]}
      cells={(sums, row) => <Cells sums={sums} row={row} onOpen={onOpen} />}
      onArea={onArea}
    />
  );
}

interface CellsProps extends Pick<BesideTableProps, "onOpen"> {
  readonly sums: WhistleSumsField;
  readonly row: RowOf;
}

function Cells({ sums: { calls, cases, band, rates, stars }, row, onOpen }: CellsProps) {
  const t = useText();
  const nothing = t("office:whistles.nothing");
  const rated = rates.find(({ figure }) => figure === "whistle_rated")?.numerator ?? 0;
  return (
    <>
      <td>
        {calls === 0 ? (
          <span title={nothing}>–</span>
        ) : (
          <FigureNumber
            label={`${row.name} · ${t("office:figures.name.whistle_calls")} · ${calls}/${cases}`}
            words={
              band === null ? String(calls) : `${calls} · ${t(`office:whistles.band.${band}`)}`
            }
            small={`${percentText({ numerator: calls, denominator: cases }) ?? "–"}% ${calls}/${cases}`}
            onOpen={() => onOpen({ figure: "whistle_calls", ...row })}
          />
        )}
      </td>
      <RateCells rates={rates} row={row} nothing={nothing} onOpen={onOpen} />
      <td>{rated === 0 ? "–" : (stars / rated).toFixed(2)}</td>
    </>
  );
}
