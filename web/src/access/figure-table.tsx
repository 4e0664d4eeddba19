import { FIGURES, inLanguage, percentText } from "@onegrid/core/dispatch";
import type {
  FigureGroup,
  FigureGrouping,
  FiguresReply,
} from "@onegrid/core/dispatch/figures-contract";
import { useLanguage, useText } from "../i18n/index.ts";
import type { OpenedFigure } from "./figure-cases.tsx";

interface FigureTableProps {
  readonly data: FiguresReply;
  readonly by: FigureGrouping;
  readonly onOpen: (opened: OpenedFigure) => void;
  readonly onArea: (areaId: string) => void;
}

/** Areas or classes by figures; every rate is a button that opens its cases. */
export function FigureTable({ data, by, onOpen, onArea }: FigureTableProps) {
  const t = useText();
  const language = useLanguage();
  const nameOf = ({ name }: FigureGroup): string =>
    name === null ? t("office:figures.nowhere") : inLanguage(name, language);
  const cells = { onOpen };
  return (
    <div
      className="og-public-table og-figure-table"
      role="region"
      aria-label={t("shell:office.figures")}
      // The table is wider than a telephone: it scrolls by itself, by keyboard too.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      <table>
        <thead>
          <tr>
            <th scope="col">{t(`office:figures.by-${by}`)}</th>
            {FIGURES.map((figure) => (
              <th key={figure} scope="col">
                {t(`office:figures.name.${figure}`)}
              </th>
            ))}
            <th scope="col">{t("office:figures.name.parked")}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t("office:figures.total")}</th>
            <Cells {...cells} sums={data.total} group={null} name={t("office:figures.total")} />
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
              <Cells {...cells} sums={group} group={group.key} name={nameOf(group)} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface CellsProps {
  readonly sums: FiguresReply["total"];
  /** `null`: all of them. */
  readonly group: string | null;
  readonly name: string;
  readonly onOpen: (opened: OpenedFigure) => void;
}

function Cells({ sums, group, name, onOpen }: CellsProps) {
  const t = useText();
  const open = (figure: OpenedFigure["figure"]): void => onOpen({ figure, group, name });
  return (
    <>
      {sums.figures.map((rate) => {
        const percent = percentText(rate);
        return (
          <td key={rate.figure}>
            {percent === null ? (
              <span title={t("office:figures.nothing")}>–</span>
            ) : (
              <button
                type="button"
                className="og-plain-button"
                aria-label={`${name} · ${t(`office:figures.name.${rate.figure}`)} · ${percent}% ${rate.numerator}/${rate.denominator}`}
                onClick={() => open(rate.figure)}
              >
                {percent}% <br />
                <small className="og-muted">
                  {rate.numerator}/{rate.denominator}
                </small>
              </button>
            )}
          </td>
        );
      })}
      <td>
        {sums.parked === 0 ? (
          0
        ) : (
          <button type="button" className="og-plain-button" onClick={() => open("parked")}>
            {sums.parked}
          </button>
        )}
      </td>
    </>
  );
}
