import { inLanguage } from "@onegrid/core/dispatch";
import type { FigureGroup } from "@onegrid/core/dispatch/figures-contract";
import type { ReactNode } from "react";
import { useLanguage, useText } from "../i18n/index.ts";
import type { FiguresChoice } from "./figures-query.ts";

type Group<Sums> = Sums & Pick<FigureGroup, "key" | "name" | "isArea">;

/** The group of a row; `null`: all of them. */
export interface RowOf {
  readonly group: string | null;
  readonly name: string;
}

export interface GroupedSums<Sums> {
  readonly total: Sums;
  readonly groups: readonly Group<Sums>[];
}

interface GroupTableProps<Sums> {
  readonly label: string;
  readonly by: FiguresChoice["by"];
  readonly columns: readonly string[];
  readonly data: GroupedSums<Sums>;
  readonly onArea: (areaId: string) => void;
  readonly cells: (sums: Sums, row: RowOf) => ReactNode;
}

/** Figures altogether and by area or class, one row each. */
export function GroupTable<Sums>(props: GroupTableProps<Sums>) {
  const { label, by, columns, data, onArea, cells } = props;
  const t = useText();
  const language = useLanguage();
  const nameOf = ({ name }: Group<Sums>): string =>
    name === null ? t("office:figures.nowhere") : inLanguage(name, language);
  return (
    <div
      className="og-public-table og-figure-table"
      role="region"
      aria-label={label}
      // The table is wider than a telephone: it scrolls by itself, by keyboard too.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      <table>
        <thead>
          <tr>
            <th scope="col">{t(`office:figures.by-${by}`)}</th>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t("office:figures.total")}</th>
            {cells(data.total, { group: null, name: t("office:figures.total") })}
          </tr>
          {data.groups.map((group) => (
            <tr key={group.key}>
              <th scope="row" translate="no">
                {group.isArea ? (
                  <button
                    type="button"
                    className="og-plain-button"
                    onClick={() => onArea(group.key)}
                  >
                    {nameOf(group)}
                  </button>
                ) : (
                  nameOf(group)
                )}
              </th>
              {cells(group, { group: group.key, name: nameOf(group) })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface FigureNumberProps {
  readonly label: string;
  readonly words: string;
  readonly small: string;
  readonly onOpen: () => void;
}

/** A number that opens its cases. */
export function FigureNumber({ label, words, small, onOpen }: FigureNumberProps) {
  return (
    <button type="button" className="og-plain-button" aria-label={label} onClick={onOpen}>
      {words} <br />
      <small className="og-muted">{small}</small>
    </button>
  );
}
