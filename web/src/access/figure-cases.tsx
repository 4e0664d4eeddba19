import {
  CONSULTATION_FIGURES,
  inLanguage,
  STATE_LABELS,
  WHISTLE_FIGURES,
  type ConsultationFigureName,
  type FigureName,
  type WhistleFigureName,
} from "@onegrid/core/dispatch";
import type { FigureCasesReply } from "@onegrid/core/dispatch/figures-contract";
import { useQuery } from "@tanstack/react-query";
import { Alert, Pagination, Segmented, Spin } from "antd";
import { useEffect, useRef, useState } from "react";
import { call, route } from "../api.ts";
import { isoDay } from "../i18n/days.ts";
import { useLanguage, useText } from "../i18n/index.ts";
import { errorSentence } from "../problem-text.ts";
import { findCategory, useRules } from "../rule-book.ts";
import { figuresQuery, type FiguresChoice } from "./figures-query.ts";

const getFigureCases = route<undefined, FigureCasesReply>()(
  "GET",
  "/api/cases/figures/:name/cases",
);
const getWhistleCases = route<undefined, FigureCasesReply>()(
  "GET",
  "/api/cases/whistles/:name/cases",
);
const getConsultationCases = route<undefined, FigureCasesReply>()(
  "GET",
  "/api/cases/consultations/:name/cases",
);
const routeOf = (figure: OpenedFigure["figure"]) => {
  if (WHISTLE_FIGURES.some((name) => name === figure)) return getWhistleCases;
  const isOfMeetings = CONSULTATION_FIGURES.some((name) => name === figure);
  return isOfMeetings ? getConsultationCases : getFigureCases;
};
/** Numbers that are no share of anything. */
const COUNTS: readonly OpenedFigure["figure"][] = ["parked", "whistle_calls", "consult_meetings"];
const PAGE = 20;

/** A number that somebody wants to see the cases of. */
export interface OpenedFigure {
  readonly figure: FigureName | WhistleFigureName | ConsultationFigureName | "parked";
  /** `null`: those of every group. */
  readonly group: string | null;
  readonly name: string;
}

interface FigureCasesProps {
  readonly choice: FiguresChoice;
  readonly opened: OpenedFigure;
}

/** The cases behind one figure: those it counts, or all of which it is a part. */
export function FigureCases({ choice, opened }: FigureCasesProps) {
  const t = useText();
  const [side, setSide] = useState<"numerator" | "denominator">("denominator");
  const [page, setPage] = useState(1);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { figure, group, name } = opened;
  const { data, error } = useQuery({
    queryKey: ["figure-cases", choice, figure, group, side, page],
    queryFn: ({ signal }) =>
      call(routeOf(figure), {
        signal,
        params: { name: figure },
        query: {
          ...figuresQuery(choice),
          side,
          limit: PAGE,
          offset: (page - 1) * PAGE,
          ...(group === null ? {} : { group }),
        },
      }),
  });
  return (
    <section className="og-office-card">
      <h2 ref={heading} tabIndex={-1}>
        {name} · {t(`office:figures.name.${figure}`)}
      </h2>
      {!COUNTS.includes(figure) && (
        <Segmented
          aria-label={t("office:figures.side")}
          options={(["denominator", "numerator"] as const).map((value) => ({
            value,
            label: t(`office:figures.${value}`),
          }))}
          value={side}
          onChange={(value) => {
            setSide(value);
            setPage(1);
          }}
        />
      )}
      {error !== null && <Alert type="error" showIcon role="alert" title={errorSentence(error)} />}
      {data === undefined ? error === null && <Spin /> : <CaseRows data={data} />}
      {data !== undefined && data.total > PAGE && (
        <Pagination
          size="small"
          current={page}
          pageSize={PAGE}
          total={data.total}
          showSizeChanger={false}
          onChange={setPage}
        />
      )}
    </section>
  );
}

function CaseRows({ data }: { readonly data: FigureCasesReply }) {
  const t = useText();
  const language = useLanguage();
  useRules();
  return (
    <>
      <p className="og-muted">{t("office:figures.count", { count: data.total })}</p>
      <ul className="og-session-list">
        {data.cards.map(({ id, number, categoryId, state, place, reportedAt }) => {
          const category = findCategory(categoryId);
          return (
            <li key={id}>
              <span>
                <a href={`/dispatch?sel=cases:${encodeURIComponent(id)}`}>{number}</a>{" "}
                {category ? inLanguage(category.name, language) : categoryId}
                <small className="og-muted" translate="no">
                  {place.address}
                </small>
              </span>
              <span className="og-muted">
                {inLanguage(STATE_LABELS[state], language)} · {isoDay(new Date(reportedAt))}
              </span>
            </li>
          );
        })}
      </ul>
    </>
  );
}
