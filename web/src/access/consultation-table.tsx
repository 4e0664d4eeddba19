import type {
  ConsultationFiguresReply,
  ConsultationSumsField,
} from "@onegrid/core/dispatch/consultation-contract";
import { call, route } from "../api.ts";
import { useText } from "../i18n/index.ts";
import { BesideFigures, type BesideTableProps } from "./beside-figures.tsx";
import { figuresQuery } from "./figures-query.ts";
import { FigureNumber, type RowOf } from "./group-table.tsx";
import { RateCells } from "./rate-cells.tsx";

const getConsultations = route<undefined, ConsultationFiguresReply>()(
  "GET",
  "/api/cases/consultations",
);

/** The meetings (会商) of the period, by area or class; every number opens its cases. */
export function ConsultationTable({ choice, onOpen, onArea }: BesideTableProps) {
  const t = useText();
  return (
    <BesideFigures
      name="consultations"
      choice={choice}
      read={(signal) => call(getConsultations, { signal, query: figuresQuery(choice) })}
      isEmpty={({ groups }) => groups.length === 0}
      columns={({ total }) => [
        t("office:figures.name.consult_meetings"),
        ...total.rates.map(({ figure }) => t(`office:figures.name.${figure}`)),
      ]}
      cells={(sums, row) => <Cells sums={sums} row={row} onOpen={onOpen} />}
      onArea={onArea}
    />
  );
}

interface CellsProps extends Pick<BesideTableProps, "onOpen"> {
  readonly sums: ConsultationSumsField;
  readonly row: RowOf;
}

function Cells({ sums: { meetings, rates }, row, onOpen }: CellsProps) {
  const t = useText();
  const nothing = t("office:consultations.nothing");
  return (
    <>
      <td>
        {meetings === 0 ? (
          <span title={nothing}>–</span>
        ) : (
          <FigureNumber
            label={`${row.name} · ${t("office:figures.name.consult_meetings")} · ${meetings}`}
            words={String(meetings)}
            small=""
            onOpen={() => onOpen({ figure: "consult_meetings", ...row })}
          />
        )}
      </td>
      <RateCells rates={rates} row={row} nothing={nothing} onOpen={onOpen} />
    </>
  );
}
