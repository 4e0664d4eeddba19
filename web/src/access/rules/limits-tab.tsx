import {
  CLOCK_LABELS,
  CONDITION_LABELS,
  inLanguage,
  isInForce,
  LEVEL_LABELS,
  SEVERITY_LABELS,
  TIER_LABELS,
  type Limit,
  type RuleBook,
} from "@onegrid/core/dispatch";
import { Button, Input, Select, Table } from "antd";
import { useState } from "react";
import { useLanguage, useText, type Language, type Translate } from "../../i18n/index.ts";
import { RowActs } from "./categories-tab.tsx";
import { LimitDialog, type AskedLimit } from "./limit-dialog.tsx";
import { amountWords, EMPTY_LIMIT } from "./limit-fields.ts";
import { ANY, classChoices, clockChoices, markWord } from "./rule-choices.ts";
import { RuleDialog } from "./rule-dialog.tsx";
import { keepChange, useRulesDraft } from "./rules-draft.ts";

interface TabProps {
  readonly book: RuleBook;
  readonly today: string;
}

type Asked = AskedLimit | { readonly kind: "retire"; readonly id: string };

/** The limits as they stand on a day (处置时限). */
export function LimitsTab({ book, today }: TabProps) {
  const t = useText();
  const language = useLanguage();
  const [day, setDay] = useState(today);
  const [clock, setClock] = useState(ANY);
  const [asked, setAsked] = useState<Asked | null>(null);
  const rows = book.limits.filter(
    (each) => isInForce(each, day) && (clock === ANY || each.clock === clock),
  );
  return (
    <>
      <div className="og-people-tools">
        <Select
          className="og-people-role"
          aria-label={t("rules:clock")}
          value={clock}
          options={[{ value: ANY, label: t("rules:any") }, ...clockChoices(language)]}
          onChange={setClock}
        />
        <Input
          type="date"
          className="og-rule-day"
          aria-label={t("rules:asOf")}
          value={day}
          onChange={(event) => setDay(event.target.value)}
        />
        <Button
          onClick={() =>
            setAsked({ kind: "edit", isNew: true, draft: { id: "", rule: EMPTY_LIMIT } })
          }
        >
          {t("rules:newLimit")}
        </Button>
      </div>
      <LimitTable book={book} rows={rows} onAsk={setAsked} />
      {asked?.kind === "edit" && (
        <LimitDialog asked={asked} book={book} today={today} onLeave={() => setAsked(null)} />
      )}
      {asked?.kind === "retire" && (
        <RuleDialog
          isReady
          title={`${t("rules:retireTitle")} ${asked.id}`}
          today={today}
          onKeep={(validFrom) => keepChange({ kind: "limit", id: asked.id, validFrom, rule: null })}
          onLeave={() => setAsked(null)}
        />
      )}
    </>
  );
}

interface LimitTableProps {
  readonly book: RuleBook;
  readonly rows: readonly Limit[];
  readonly onAsk: (asked: Asked) => void;
}

function LimitTable({ book, rows, onAsk }: LimitTableProps) {
  const t = useText();
  const language = useLanguage();
  const { changes } = useRulesDraft();
  const pending = new Set(changes.map(({ kind, id }) => `${kind} ${id}`));
  const names = new Map(classChoices(book, language).map(({ value, label }) => [value, label]));
  return (
    <Table<Limit>
      size="small"
      rowKey="id"
      dataSource={[...rows]}
      scroll={{ x: 760 }}
      locale={{ emptyText: t("rules:none") }}
      pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
      columns={[
        {
          title: t("rules:clock"),
          render: (_, limit) => <strong>{inLanguage(CLOCK_LABELS[limit.clock], language)}</strong>,
        },
        {
          title: t("rules:limit.applies"),
          render: (_, limit) => appliesTo(limit, names, { t, language }),
        },
        {
          title: t("rules:tabs.limits"),
          render: (_, { milestones }) =>
            milestones
              .map((each) => `${inLanguage(each.name, language)} ${amountWords(each, t)}`)
              .join(" → "),
        },
        { title: t("rules:limit.yellowPercent"), dataIndex: "yellowPercent" },
        { title: t("rules:from"), dataIndex: "validFrom" },
        {
          title: t("rules:limit.mark"),
          render: (_, { id, mark, isLocal }) => (
            <>
              {markWord(mark, language)}
              {isLocal && <span className="og-office-tag">{t("rules:local")}</span>}
              {pending.has(`limit ${id}`) && (
                <span className="og-office-tag">{t("rules:pending")}</span>
              )}
            </>
          ),
        },
        {
          title: t("rules:acts"),
          render: (_, { id, validFrom: _from, validTo: _to, ...rule }) => (
            <RowActs
              name={id}
              onEdit={() => onAsk({ kind: "edit", isNew: false, draft: { id, rule } })}
              onRetire={() => onAsk({ kind: "retire", id })}
            />
          ),
        },
      ]}
    />
  );
}

/** What a limit is for, in words. */
function appliesTo(
  { categories, severity, condition, level, tier }: Limit,
  names: ReadonlyMap<string, string>,
  { t, language }: { readonly t: Translate; readonly language: Language },
): string {
  const parts = [
    ...(categories ?? []).map((id) => names.get(id) ?? id),
    ...(severity === null ? [] : [inLanguage(SEVERITY_LABELS[severity], language)]),
    ...(condition === null ? [] : [inLanguage(CONDITION_LABELS[condition], language)]),
    ...(level === null ? [] : [inLanguage(LEVEL_LABELS[level], language)]),
    ...(tier === null ? [] : [inLanguage(TIER_LABELS[tier], language)]),
  ];
  return parts.length === 0 ? t("rules:any") : parts.join(" · ");
}
