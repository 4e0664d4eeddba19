import { percentText, type WhistleFigureName } from "@onegrid/core/dispatch";
import type {
  WhistleFiguresReply,
  WhistleSumsField,
} from "@onegrid/core/dispatch/whistle-contract";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Alert } from "antd";
import { call, route } from "../api.ts";
import { useText } from "../i18n/index.ts";
import { errorSentence } from "../problem-text.ts";
import type { OpenedFigure } from "./figure-cases.tsx";
import { figuresQuery, type FiguresChoice } from "./figures-query.ts";
import { FigureNumber, GroupTable, type RowOf } from "./group-table.tsx";

const getWhistles = route<undefined, WhistleFiguresReply>()("GET", "/api/cases/whistles");

interface WhistleTableProps {
  readonly choice: FiguresChoice;
  readonly onOpen: (opened: OpenedFigure) => void;
  readonly onArea: (areaId: string) => void;
}

/** The calls for help (吹哨报到) of the period, by area or class; every number opens its cases. */
export function WhistleTable({ choice, onOpen, onArea }: WhistleTableProps) {
  const t = useText();
  const { data, error, isFetching, isPlaceholderData } = useQuery({
    queryKey: ["whistle-figures", choice],
    enabled: choice.from !== "" && choice.last !== "",
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => call(getWhistles, { signal, query: figuresQuery(choice) }),
  });
  return (
    <section className="og-office-card" inert={isPlaceholderData} aria-busy={isFetching}>
      <h2>{t("office:whistles.title")}</h2>
      {error !== null && <Alert type="error" showIcon role="alert" title={errorSentence(error)} />}
      {data !== undefined && error === null && data.total.calls === 0 && (
        <p className="og-muted">{t("office:whistles.none")}</p>
      )}
      {data !== undefined && error === null && data.total.calls > 0 && (
        <>
          <GroupTable
            label={t("office:whistles.title")}
            by={choice.by}
            columns={[
              t("office:figures.name.whistle_calls"),
              ...data.total.rates.map(({ figure }) => t(`office:figures.name.${figure}`)),
              t("office:whistles.stars"),
            ]}
            data={data}
            onArea={onArea}
            cells={(sums, row) => <Cells sums={sums} {...row} onOpen={onOpen} />}
          />
          <p className="og-muted">{t("office:whistles.note")}</p>
        </>
      )}
    </section>
  );
}

interface CellsProps extends RowOf {
  readonly sums: WhistleSumsField;
  readonly onOpen: (opened: OpenedFigure) => void;
}

function Cells({ sums, group, name, onOpen }: CellsProps) {
  const t = useText();
  const open = (figure: WhistleFigureName): void => onOpen({ figure, group, name });
  const { calls, cases, band, rates, stars } = sums;
  const rated = rates.find(({ figure }) => figure === "whistle_rated")?.numerator ?? 0;
  return (
    <>
      <td>
        <Number
          label={`${name} · ${t("office:figures.name.whistle_calls")} · ${calls}/${cases}`}
          isEmpty={calls === 0}
          words={band === null ? String(calls) : `${calls} · ${t(`office:whistles.band.${band}`)}`}
          small={`${percentText({ numerator: calls, denominator: cases }) ?? "–"}% ${calls}/${cases}`}
          onOpen={() => open("whistle_calls")}
        />
      </td>
      {rates.map(({ figure, ...rate }) => {
        const percent = percentText(rate);
        const small = `${rate.numerator}/${rate.denominator}`;
        return (
          <td key={figure}>
            <Number
              label={`${name} · ${t(`office:figures.name.${figure}`)} · ${percent}% ${small}`}
              isEmpty={percent === null}
              words={`${percent}%`}
              small={small}
              onOpen={() => open(figure)}
            />
          </td>
        );
      })}
      <td>{rated === 0 ? "–" : (stars / rated).toFixed(2)}</td>
    </>
  );
}

interface NumberProps {
  readonly label: string;
  readonly isEmpty: boolean;
  readonly words: string;
  readonly small: string;
  readonly onOpen: () => void;
}

/** A number that opens its cases; nothing to divide by is a dash. */
function Number({ isEmpty, ...number }: NumberProps) {
  const t = useText();
  if (isEmpty) return <span title={t("office:whistles.nothing")}>–</span>;
  return <FigureNumber {...number} />;
}
