import {
  inLanguage,
  isInForce,
  KIND_LABELS,
  LEVEL_LABELS,
  SEVERITY_LABELS,
  type Category,
  type RuleBook,
} from "@onegrid/core/dispatch";
import { Button, Input, Table } from "antd";
import { useMemo, useState } from "react";
import { useLanguage, useText } from "../../i18n/index.ts";
import { categoryFields, EMPTY_CATEGORY, tidied, type CategoryDraft } from "./category-fields.ts";
import { RuleDialog } from "./rule-dialog.tsx";
import { RuleFields } from "./rule-fields.tsx";
import { keepChange, useRulesDraft } from "./rules-draft.ts";

interface TabProps {
  readonly book: RuleBook;
  readonly today: string;
}

type Asked =
  | { readonly kind: "edit"; readonly draft: CategoryDraft; readonly isNew: boolean }
  | { readonly kind: "retire"; readonly id: string };

/** The tree of classes as it stands on a day (事件与部件分类). */
export function CategoriesTab({ book, today }: TabProps) {
  const t = useText();
  const [day, setDay] = useState(today);
  const [words, setWords] = useState("");
  const [asked, setAsked] = useState<Asked | null>(null);
  const rows = useMemo(() => rowsOf(book, day, words), [book, day, words]);
  return (
    <>
      <div className="og-people-tools">
        <Input
          allowClear
          className="og-people-filter"
          placeholder={t("rules:find")}
          aria-label={t("rules:find")}
          onChange={(event) => setWords(event.target.value)}
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
            setAsked({ kind: "edit", isNew: true, draft: { id: "", rule: EMPTY_CATEGORY } })
          }
        >
          {t("rules:newCategory")}
        </Button>
      </div>
      <CategoryTable rows={rows} onAsk={setAsked} />
      {asked?.kind === "edit" && (
        <CategoryDialog asked={asked} today={today} onLeave={() => setAsked(null)} />
      )}
      {asked?.kind === "retire" && (
        <RuleDialog
          isReady
          title={`${t("rules:retireTitle")} ${asked.id}`}
          about={t("rules:retireAbout")}
          today={today}
          onKeep={(validFrom) =>
            keepChange({ kind: "category", id: asked.id, validFrom, rule: null })
          }
          onLeave={() => setAsked(null)}
        />
      )}
    </>
  );
}

const wordsOf = ({ id, name, major, keywords }: Category): string =>
  [id, name.zh, name.en, major.zh, major.en, ...keywords].join(" ").toLowerCase();

const rowsOf = ({ categories }: RuleBook, day: string, words: string): Category[] =>
  categories.filter(
    (each) => isInForce(each, day) && wordsOf(each).includes(words.trim().toLowerCase()),
  );

const draftOf = ({ id, validFrom: _from, validTo: _to, ...rule }: Category): CategoryDraft => ({
  id,
  rule,
});

interface CategoryTableProps {
  readonly rows: readonly Category[];
  readonly onAsk: (asked: Asked) => void;
}

function CategoryTable({ rows, onAsk }: CategoryTableProps) {
  const t = useText();
  const language = useLanguage();
  const { changes } = useRulesDraft();
  const pending = new Set(changes.map(({ kind, id }) => `${kind} ${id}`));
  return (
    <Table<Category>
      size="small"
      rowKey="id"
      dataSource={[...rows]}
      scroll={{ x: 720 }}
      locale={{ emptyText: t("rules:none") }}
      pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
      columns={[
        {
          title: t("rules:tabs.categories"),
          render: (_, each) => (
            <div className="og-key-name">
              <strong>{inLanguage(each.name, language)}</strong>
              <small className="og-muted">
                {inLanguage(KIND_LABELS[each.kind], language)} · {inLanguage(each.major, language)}{" "}
                · <span translate="no">{each.id}</span>
              </small>
            </div>
          ),
        },
        {
          title: t("rules:category.severity"),
          render: (_, { severity }) => inLanguage(SEVERITY_LABELS[severity], language),
        },
        {
          title: t("rules:category.highestLevel"),
          render: (_, { highestLevel }) => inLanguage(LEVEL_LABELS[highestLevel], language),
        },
        { title: t("rules:from"), dataIndex: "validFrom" },
        {
          title: t("rules:state"),
          render: (_, { id, isLocal }) => (
            <>
              {isLocal && <span className="og-office-tag">{t("rules:local")}</span>}
              {pending.has(`category ${id}`) && (
                <span className="og-office-tag">{t("rules:pending")}</span>
              )}
            </>
          ),
        },
        {
          title: t("rules:acts"),
          render: (_, each) => (
            <RowActs
              name={inLanguage(each.name, language)}
              onEdit={() => onAsk({ kind: "edit", isNew: false, draft: draftOf(each) })}
              onRetire={() => onAsk({ kind: "retire", id: each.id })}
            />
          ),
        },
      ]}
    />
  );
}

interface RowActsProps {
  readonly name: string;
  readonly onEdit: () => void;
  readonly onRetire: () => void;
}

/** What may be done to a rule in a table. */
export function RowActs({ name, onEdit, onRetire }: RowActsProps) {
  const t = useText();
  return (
    <span className="og-rule-acts">
      <Button size="small" type="link" aria-label={`${t("rules:edit")} ${name}`} onClick={onEdit}>
        {t("rules:edit")}
      </Button>
      <Button
        size="small"
        type="link"
        aria-label={`${t("rules:retire")} ${name}`}
        onClick={onRetire}
      >
        {t("rules:retire")}
      </Button>
    </span>
  );
}

interface CategoryDialogProps {
  readonly asked: Asked & { readonly kind: "edit" };
  readonly today: string;
  readonly onLeave: () => void;
}

function CategoryDialog({ asked, today, onLeave }: CategoryDialogProps) {
  const t = useText();
  const language = useLanguage();
  const [draft, setDraft] = useState(asked.draft);
  const { id, rule } = draft;
  const needed = [id, rule.code, rule.scheme, rule.majorCode];
  const names = [rule.name.zh, rule.name.en, rule.major.zh, rule.major.en];
  return (
    <RuleDialog
      title={asked.isNew ? t("rules:newCategory") : inLanguage(asked.draft.rule.name, language)}
      today={today}
      isReady={[...needed, ...names].every((each) => each.trim() !== "")}
      onKeep={(validFrom) => keepChange({ kind: "category", id, validFrom, rule: tidied(rule) })}
      onLeave={onLeave}
    >
      <RuleFields
        fields={categoryFields(t, language, asked.isNew)}
        rule={draft}
        onChange={setDraft}
      />
    </RuleDialog>
  );
}
