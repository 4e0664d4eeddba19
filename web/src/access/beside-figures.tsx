import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Alert } from "antd";
import type { ReactNode } from "react";
import { useText } from "../i18n/index.ts";
import { errorSentence } from "../problem-text.ts";
import type { OpenedFigure } from "./figure-cases.tsx";
import type { FiguresChoice } from "./figures-query.ts";
import { GroupTable, type GroupedSums, type RowOf } from "./group-table.tsx";

/** What such a table is shown with. */
export interface BesideTableProps {
  readonly choice: FiguresChoice;
  readonly onOpen: (opened: OpenedFigure) => void;
  readonly onArea: (areaId: string) => void;
}

interface BesideFiguresProps<Sums> extends Omit<BesideTableProps, "onOpen"> {
  /** Names the query and the words of the section. */
  readonly name: "whistles" | "consultations";
  readonly read: (signal: AbortSignal) => Promise<GroupedSums<Sums>>;
  readonly isEmpty: (data: GroupedSums<Sums>) => boolean;
  readonly columns: (data: GroupedSums<Sums>) => readonly string[];
  readonly cells: (sums: Sums, row: RowOf) => ReactNode;
}

/** Figures of what stands beside cases in a period, by area or class. */
export function BesideFigures<Sums>(props: BesideFiguresProps<Sums>) {
  const { name, choice, read, isEmpty, columns, cells, onArea } = props;
  const t = useText();
  const { data, error, isFetching, isPlaceholderData } = useQuery({
    queryKey: [`${name}-figures`, choice],
    enabled: choice.from !== "" && choice.last !== "",
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => read(signal),
  });
  return (
    <section className="og-office-card" inert={isPlaceholderData} aria-busy={isFetching}>
      <h2>{t(`office:${name}.title`)}</h2>
      {error !== null && <Alert type="error" showIcon role="alert" title={errorSentence(error)} />}
      {data !== undefined && error === null && isEmpty(data) && (
        <p className="og-muted">{t(`office:${name}.none`)}</p>
      )}
      {data !== undefined && error === null && !isEmpty(data) && (
        <>
          <GroupTable
            label={t(`office:${name}.title`)}
            by={choice.by}
            columns={columns(data)}
            data={data}
            onArea={onArea}
            cells={cells}
          />
          <p className="og-muted">{t(`office:${name}.note`)}</p>
        </>
      )}
    </section>
  );
}
