import { percentText, type ConsultationFigureName } from "@onegrid/core/dispatch";
import type {
  ConsultationFiguresReply,
  ConsultationSumsField,
} from "@onegrid/core/dispatch/consultation-contract";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Alert } from "antd";
import { call, route } from "../api.ts";
import { useText } from "../i18n/index.ts";
import { errorSentence } from "../problem-text.ts";
import type { OpenedFigure } from "./figure-cases.tsx";
import { figuresQuery, type FiguresChoice } from "./figures-query.ts";
import { FigureNumber, GroupTable, type RowOf } from "./group-table.tsx";

const getConsultations = route<undefined, ConsultationFiguresReply>()(
  "GET",
  "/api/cases/consultations",
);

interface ConsultationTableProps {
  readonly choice: FiguresChoice;
  readonly onOpen: (opened: OpenedFigure) => void;
  readonly onArea: (areaId: string) => void;
}

/** The meetings (会商) of the period, by area or class; every number opens its cases. */
export function ConsultationTable({ choice, onOpen, onArea }: ConsultationTableProps) {
  const t = useText();
  const { data, error, isFetching, isPlaceholderData } = useQuery({
    queryKey: ["consultation-figures", choice],
    enabled: choice.from !== "" && choice.last !== "",
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => call(getConsultations, { signal, query: figuresQuery(choice) }),
  });
  const isEmpty = data !== undefined && data.groups.length === 0;
  return (
    <section className="og-office-card" inert={isPlaceholderData} aria-busy={isFetching}>
      <h2>{t("office:consultations.title")}</h2>
      {error !== null && <Alert type="error" showIcon role="alert" title={errorSentence(error)} />}
      {error === null && isEmpty && <p className="og-muted">{t("office:consultations.none")}</p>}
      {data !== undefined && error === null && !isEmpty && (
        <>
          <GroupTable
            label={t("office:consultations.title")}
            by={choice.by}
            columns={[
              t("office:figures.name.consult_meetings"),
              ...data.total.rates.map(({ figure }) => t(`office:figures.name.${figure}`)),
            ]}
            data={data}
            onArea={onArea}
            cells={(sums, row) => <Cells sums={sums} row={row} onOpen={onOpen} />}
          />
          <p className="og-muted">{t("office:consultations.note")}</p>
        </>
      )}
    </section>
  );
}

interface CellsProps extends Pick<ConsultationTableProps, "onOpen"> {
  readonly sums: ConsultationSumsField;
  readonly row: RowOf;
}

function Cells({ sums: { meetings, rates }, row, onOpen }: CellsProps) {
  const t = useText();
  const open = (figure: ConsultationFigureName): void => onOpen({ figure, ...row });
  const nothing = <span title={t("office:consultations.nothing")}>–</span>;
  return (
    <>
      <td>
        {meetings === 0 ? (
          nothing
        ) : (
          <FigureNumber
            label={`${row.name} · ${t("office:figures.name.consult_meetings")} · ${meetings}`}
            words={String(meetings)}
            small=""
            onOpen={() => open("consult_meetings")}
          />
        )}
      </td>
      {rates.map(({ figure, ...rate }) => {
        const percent = percentText(rate);
        const small = `${rate.numerator}/${rate.denominator}`;
        return (
          <td key={figure}>
            {percent === null ? (
              nothing
            ) : (
              <FigureNumber
                label={`${row.name} · ${t(`office:figures.name.${figure}`)} · ${percent}% ${small}`}
                words={`${percent}%`}
                small={small}
                onOpen={() => open(figure)}
              />
            )}
          </td>
        );
      })}
    </>
  );
}
