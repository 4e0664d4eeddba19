import { FIGURES } from "@onegrid/core/dispatch";
import type { FigureGrouping, FiguresReply } from "@onegrid/core/dispatch/figures-contract";
import { useText } from "../i18n/index.ts";
import type { OpenedFigure } from "./figure-cases.tsx";
import { GroupTable, type RowOf } from "./group-table.tsx";
import { RateCells } from "./rate-cells.tsx";

interface FigureTableProps {
  readonly data: FiguresReply;
  readonly by: FigureGrouping;
  readonly onOpen: (opened: OpenedFigure) => void;
  readonly onArea: (areaId: string) => void;
}

/** Areas or classes by figures; every rate is a button that opens its cases. */
export function FigureTable({ data, by, onOpen, onArea }: FigureTableProps) {
  const t = useText();
  const columns = [...FIGURES, "parked"] as const;
  return (
    <GroupTable
      label={t("shell:office.figures")}
      by={by}
      columns={columns.map((figure) => t(`office:figures.name.${figure}`))}
      data={data}
      onArea={onArea}
      cells={(sums, row) => <Cells sums={sums} row={row} onOpen={onOpen} />}
    />
  );
}

interface CellsProps extends Pick<FigureTableProps, "onOpen"> {
  readonly sums: FiguresReply["total"];
  readonly row: RowOf;
}

function Cells({ sums, row, onOpen }: CellsProps) {
  const t = useText();
  const open = (): void => onOpen({ figure: "parked", ...row });
  return (
    <>
      <RateCells
        rates={sums.figures}
        row={row}
        nothing={t("office:figures.nothing")}
        onOpen={onOpen}
      />
      <td>
        {sums.parked === 0 ? (
          0
        ) : (
          <button type="button" className="og-plain-button" onClick={open}>
            {sums.parked}
          </button>
        )}
      </td>
    </>
  );
}
