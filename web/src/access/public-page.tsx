import { inLanguage } from "@onegrid/core/dispatch";
import type {
  PublicFigure,
  PublicMonth,
  PublicStatisticsReply,
  PublicTable,
} from "@onegrid/core/dispatch/public-contract";
import { useQuery } from "@tanstack/react-query";
import { Alert, Segmented } from "antd";
import { useState } from "react";
import { call, isProblem, route } from "../api.ts";
import { useLanguage, useText } from "../i18n/index.ts";
import { errorSentence } from "../problem-text.ts";
import { OfficePage } from "./office-page.tsx";
import "./public-page.css";

const getStatistics = route<undefined, PublicStatisticsReply>()("GET", "/api/public/statistics");

const FIGURES: readonly PublicFigure[] = ["closedOnTime", "closedLate", "open"];

/** Figures of past months for anybody (公开统计). Nothing below five is in what the server sends. */
export function PublicPage() {
  const t = useText();
  const { data, error } = useQuery({
    queryKey: ["public-statistics"],
    queryFn: () => call(getStatistics),
  });
  const isOff = isProblem(error, "request.not-found");
  return (
    <OfficePage title={t("access:public.title")} about={data?.district ?? ""}>
      {error !== null && (
        <Alert
          type={isOff ? "info" : "error"}
          title={isOff ? t("access:public.off") : errorSentence(error)}
          role="alert"
        />
      )}
      {data !== undefined && <Figures data={data} />}
    </OfficePage>
  );
}

function Figures({ data }: { readonly data: PublicStatisticsReply }) {
  const t = useText();
  const [chosen, setChosen] = useState(data.months[0]?.month ?? "");
  const [figure, setFigure] = useState<PublicFigure>("closedOnTime");
  const month = data.months.find((each) => each.month === chosen);
  if (!month) return null;
  return (
    <section className="og-office-card">
      <div className="og-public-choices">
        <Segmented
          aria-label={t("access:public.month")}
          options={data.months.map((each) => each.month)}
          value={chosen}
          onChange={setChosen}
        />
        <Segmented
          aria-label={t("access:public.figure")}
          options={FIGURES.map((value) => ({ value, label: t(`access:public.${value}`) }))}
          value={figure}
          onChange={setFigure}
        />
      </div>
      <Sums month={month} />
      <FigureTable data={data} table={month[figure]} caption={t(`access:public.${figure}`)} />
      <p className="og-muted">{t("access:public.hidden")}</p>
    </section>
  );
}

const HIDDEN = "※";

const numberText = (count: number | null): string => (count === null ? HIDDEN : `${count}`);

/** The whole district in one line; what is hidden in a part is hidden in the sum. */
function Sums({ month }: { readonly month: PublicMonth }) {
  const t = useText();
  const [onTime, late] = [month.closedOnTime.total, month.closedLate.total];
  const closed = onTime === null || late === null ? null : onTime + late;
  const values = { closed, onTime, open: month.open.total };
  return (
    <p>
      {t("access:public.sums", {
        closed: numberText(values.closed),
        onTime: numberText(values.onTime),
        open: numberText(values.open),
      })}
    </p>
  );
}

interface FigureTableProps {
  readonly data: PublicStatisticsReply;
  readonly table: PublicTable;
  readonly caption: string;
}

function FigureTable({ data, table, caption }: FigureTableProps) {
  const t = useText();
  const language = useLanguage();
  return (
    // The table is wider than a telephone: it scrolls by itself, by keyboard too.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="og-public-table" role="region" aria-label={caption} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("access:public.community")}</th>
            {data.classes.map((label) => (
              <th key={label.en} scope="col">
                {inLanguage(label, language)}
              </th>
            ))}
            <th scope="col">{t("access:public.total")}</th>
          </tr>
        </thead>
        <tbody>
          {data.communities.map((name, row) => (
            <Row
              key={name ?? ""}
              name={name ?? t("access:public.elsewhere")}
              counts={[...(table.cells[row] ?? []), table.rowTotals[row] ?? null]}
            />
          ))}
        </tbody>
        <tfoot>
          <Row name={t("access:public.total")} counts={[...table.columnTotals, table.total]} />
        </tfoot>
      </table>
    </div>
  );
}

interface RowProps {
  readonly name: string;
  readonly counts: readonly (number | null)[];
}

function Row({ name, counts }: RowProps) {
  const t = useText();
  return (
    <tr>
      <th scope="row" translate="no">
        {name}
      </th>
      {counts.map((count, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- a column has no other name
        <td key={at} title={count === null ? t("access:public.hiddenShort") : undefined}>
          {numberText(count)}
        </td>
      ))}
    </tr>
  );
}
