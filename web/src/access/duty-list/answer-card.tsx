import type { DutyAnswerReply } from "@onegrid/core/dispatch/duty-list-contract";
import { Table } from "antd";
import { useMemo } from "react";
import { useLanguage, useText, type Translate } from "../../i18n/index.ts";
import { useRules } from "../../rule-book.ts";
import { classNames, classWords, dayWords, placeWords } from "./duty-words.ts";

type Entry = DutyAnswerReply["entries"][number];

/** The unit, what says so, and every other entry in the order in which they would answer. */
export function AnswerCard({ answer }: { readonly answer: DutyAnswerReply }) {
  const t = useText();
  const { unit, entries, address, isOutside } = answer;
  const where = [address, answer.lane, answer.grid, ...answer.areas].filter((each) => !!each);
  return (
    <section className="og-office-card" aria-labelledby="og-duty-answer" aria-live="polite">
      <h2 id="og-duty-answer">{unitTitle(unit, t)}</h2>
      <p>{basis(answer, t)}</p>
      {unit.unitId !== null && !unit.isStaffed && (
        <p className="og-area-warn">{t("duties:answer.unstaffed")}</p>
      )}
      <p className="og-muted">
        {isOutside
          ? t("duties:answer.outside")
          : t("duties:answer.where", { where: where.join(" · ") })}
      </p>
      {unit.by === "duty_list" && unit.fallback !== null && (
        <p className="og-muted">{t("duties:answer.territory", { name: unit.fallback.name })}</p>
      )}
      {entries.length > 0 && <Entries entries={entries} />}
    </section>
  );
}

const unitTitle = ({ by, name }: DutyAnswerReply["unit"], t: Translate): string =>
  by === "duty_list"
    ? t("duties:answer.unit", { name })
    : name === ""
      ? t("duties:answer.nobody")
      : t("duties:answer.team", { name });

/** By which entry, or why by none. */
function basis({ unit, entries, day }: DutyAnswerReply, t: Translate): string {
  const [first] = entries;
  if (unit.by === "no_list") return t("duties:answer.noList", { day });
  if (first === undefined) return t("duties:answer.unowned", { day });
  const place = placeWords({ ...first, areaId: "" }, t);
  return first.clause === null
    ? t("duties:answer.byPlace", { place })
    : t("duties:answer.byClause", { place, clause: first.clause });
}

function Entries({ entries }: { readonly entries: readonly Entry[] }) {
  const t = useText();
  const language = useLanguage();
  const book = useRules();
  const names = useMemo(() => classNames(book, language), [book, language]);
  return (
    <Table<Entry>
      size="small"
      rowKey="id"
      dataSource={[...entries]}
      scroll={{ x: 760 }}
      pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
      columns={[
        { title: t("duties:answer.order"), render: (_, entry) => entries.indexOf(entry) + 1 },
        {
          title: t("duties:unit"),
          render: (_, { unitName }) => <strong translate="no">{unitName}</strong>,
        },
        {
          title: t("duties:classes"),
          render: (_, { categories }) => classWords(categories, names, t),
        },
        {
          title: t("duties:place"),
          render: (_, entry) => placeWords({ ...entry, areaId: "" }, t),
        },
        { title: t("duties:clause"), render: (_, { clause }) => clause ?? "—" },
        {
          title: t("duties:daysHeld"),
          render: (_, entry) => <span className="og-duty-days">{dayWords(entry, t)}</span>,
        },
        {
          title: t("duties:answer.why"),
          render: (_, { behindBy }) =>
            behindBy === null
              ? t("duties:answer.first")
              : t("duties:answer.behind", { why: t(`duties:rule.${behindBy}`) }),
        },
      ]}
    />
  );
}
