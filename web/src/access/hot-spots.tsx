import { inLanguage, STATE_LABELS } from "@onegrid/core/dispatch";
import type { HotSpotField, HotSpotsReply } from "@onegrid/core/dispatch/hot-spots-contract";
import { useQuery } from "@tanstack/react-query";
import { Alert, Select, Spin } from "antd";
import { useState } from "react";
import { call, route } from "../api.ts";
import { isoDay } from "../i18n/days.ts";
import { useLanguage, useText } from "../i18n/index.ts";
import { errorSentence } from "../problem-text.ts";
import { findCategory, useRules } from "../rule-book.ts";
import { majorOptions } from "./category-majors.ts";
import { chanceWords, expectedWords } from "./hot-spot-words.ts";

const getHotSpots = route<undefined, HotSpotsReply>()("GET", "/api/cases/hot-spots");
const CLOSE_ZOOM = 16;

/** Hot spots (热点) of the last days: a sentence each, how sure it is, and the cases behind it. */
export function HotSpots({ areaId }: { readonly areaId: string }) {
  const t = useText();
  const [category, setCategory] = useState("");
  const { data, error, isFetching } = useQuery({
    queryKey: ["hot-spots", areaId, category],
    queryFn: ({ signal }) =>
      call(getHotSpots, {
        signal,
        query: { ...(areaId === "" ? {} : { areaId }), ...(category === "" ? {} : { category }) },
      }),
  });
  return (
    <section className="og-office-card" aria-busy={isFetching}>
      <h2>{t("office:hot.title")}</h2>
      <div className="og-people-tools">
        <ClassChoice value={category} onChange={setCategory} />
        {isFetching && <Spin size="small" />}
      </div>
      {error !== null && <Alert type="error" showIcon role="alert" title={errorSentence(error)} />}
      {data !== undefined && error === null && <Found data={data} category={category} />}
    </section>
  );
}

interface ClassChoiceProps {
  readonly value: string;
  readonly onChange: (category: string) => void;
}

function ClassChoice({ value, onChange }: ClassChoiceProps) {
  const t = useText();
  const language = useLanguage();
  const book = useRules();
  return (
    <Select
      className="og-people-filter"
      aria-label={t("office:hot.class")}
      value={value}
      onChange={onChange}
      options={[{ value: "", label: t("office:hot.everyClass") }, ...majorOptions(book, language)]}
    />
  );
}

function Found({ data, category }: { readonly data: HotSpotsReply; readonly category: string }) {
  const t = useText();
  const { mostDays, usualDays, total, withoutGrid, simulations, spots } = data;
  return (
    <>
      {spots.length === 0 ? (
        <p role="status">{t("office:hot.none", { days: mostDays })}</p>
      ) : (
        <ol className="og-hot-list">
          {spots.map((spot) => (
            <Spot key={spot.grids[0]?.id} spot={spot} category={category} />
          ))}
        </ol>
      )}
      <Densest data={data} />
      <p className="og-muted">
        {t("office:hot.note", { days: mostDays, usual: usualDays, total, simulations })}
        {withoutGrid > 0 && t("office:hot.withoutGrid", { count: withoutGrid })}
      </p>
    </>
  );
}

const mapLink = ([lng, lat]: readonly [number, number]): string =>
  `/dispatch?at=${lng.toFixed(6)},${lat.toFixed(6)},${CLOSE_ZOOM}`;

/** The desk's own layer, which is of every class, opened at this spot. */
const layerOf = ({ grids }: HotSpotField): string =>
  `&on=hot-spots&sel=hot-spots:${encodeURIComponent(grids[0]?.id ?? "")}`;

function Spot({ spot, category }: { readonly spot: HotSpotField; readonly category: string }) {
  const t = useText();
  const language = useLanguage();
  const book = useRules();
  const { grids, days, count, expected, p, cards, position } = spot;
  const [first] = grids;
  const where = t(grids.length === 1 ? "office:hot.one" : "office:hot.several", {
    name: first?.name === "" ? (first.code ?? "") : (first?.name ?? ""),
    more: grids.length - 1,
  });
  const what =
    majorOptions(book, language).find(({ value }) => value === category)?.label ??
    t("office:hot.cases");
  return (
    <li>
      <p>
        <strong translate="no">{where}</strong>{" "}
        {t("office:hot.sentence", {
          days,
          count,
          what,
          expected: expectedWords(expected),
          chance: chanceWords(p),
        })}{" "}
        <a href={mapLink(position) + (category === "" ? layerOf(spot) : "")}>
          {t("office:hot.map")}
        </a>
      </p>
      <details>
        <summary>{t("office:hot.open", { shown: cards.length, count })}</summary>
        <ul className="og-session-list">
          {cards.map((card) => (
            <li key={card.id}>
              <span>
                <a href={`/dispatch?sel=cases:${encodeURIComponent(card.id)}`}>{card.number}</a>{" "}
                {inLanguage(
                  findCategory(card.categoryId)?.name ?? {
                    zh: card.categoryId,
                    en: card.categoryId,
                  },
                  language,
                )}
                <small className="og-muted" translate="no">
                  {card.place.address}
                </small>
              </span>
              <span className="og-muted">
                {inLanguage(STATE_LABELS[card.state], language)} ·{" "}
                {isoDay(new Date(card.reportedAt))}
              </span>
            </li>
          ))}
        </ul>
      </details>
    </li>
  );
}

function Densest({ data }: { readonly data: HotSpotsReply }) {
  const t = useText();
  if (data.densest.length === 0) return null;
  return (
    <details>
      <summary>{t("office:hot.densest", { days: data.mostDays })}</summary>
      <ol>
        {data.densest.map(({ id, code, name, count, households, position }) => (
          <li key={id}>
            {position === null ? (
              <span translate="no">{name || code}</span>
            ) : (
              <a href={mapLink(position)} translate="no">
                {name || code}
              </a>
            )}{" "}
            <span className="og-muted og-number">
              {t("office:hot.per100", {
                rate: ((count * 100) / households).toFixed(2),
                count,
                households,
              })}
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}
