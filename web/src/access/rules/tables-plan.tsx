import {
  inLanguage,
  TABLE_COLUMNS,
  TABLE_TITLES,
  type RuleChange,
  type RuleTable,
} from "@onegrid/core/dispatch";
import type { RuleImportReply } from "@onegrid/core/dispatch/rules-contract";
import { Alert, App, Button, Segmented, Table } from "antd";
import { useState } from "react";
import { count, useLanguage, useText, type Language } from "../../i18n/index.ts";
import { keepChanges, makingWay } from "./rules-draft.ts";

type Row = RuleImportReply["rows"][number];

const SHOWN = ["new", "changed", "retired", "restored", "refused"] as const;
type Shown = (typeof SHOWN)[number];
const ALL = "all";

interface TablesPlanProps {
  readonly plan: RuleImportReply;
  readonly onAgain: () => void;
}

/** What a file would change, row by row; its changes are kept until they are previewed and saved. */
export function TablesPlan({ plan, onAgain }: TablesPlanProps) {
  const t = useText();
  const [shown, setShown] = useState<Shown | typeof ALL>(ALL);
  const [isTaken, setTaken] = useState(false);
  const { modal } = App.useApp();
  const { counts, rows, changes } = plan;
  const take = (): void => {
    keepChanges(changes);
    setTaken(true);
  };
  // What somebody typed is not lost to a file without a word.
  const ask = (): void => {
    const lost = makingWay(changes);
    if (lost.length === 0) return take();
    void modal.confirm({
      title: t("rules:tables.makeWay", { count: count(lost.length) }),
      content: <MakingWay changes={lost} />,
      okText: t("rules:tables.replace"),
      okButtonProps: { danger: true },
      cancelText: t("rules:tables.notYet"),
      onOk: take,
    });
  };
  const present = SHOWN.filter((outcome) => counts[outcome] > 0);
  return (
    <>
      <ReadFile plan={plan} />
      <Verdict plan={plan} isTaken={isTaken} />
      <div className="og-people-tools">
        {present.length > 1 && (
          <Segmented
            aria-label={t("rules:tables.filter")}
            value={shown}
            onChange={setShown}
            options={[
              { value: ALL, label: t("rules:tables.all", { count: count(rows.length) }) },
              ...present.map((value) => ({
                value,
                label: t(`rules:tables.outcomes.${value}`, { count: count(counts[value]) }),
              })),
            ]}
          />
        )}
        {changes.length > 0 && !isTaken && (
          <Button type="primary" onClick={ask}>
            {t("rules:tables.take", { count: count(changes.length) })}
          </Button>
        )}
        <Button onClick={onAgain}>{t("rules:tables.again")}</Button>
      </div>
      {rows.length > 0 && (
        <Rows rows={rows.filter(({ outcome }) => shown === ALL || outcome === shown)} />
      )}
    </>
  );
}

const MOST_NAMED = 8;

/** The waiting changes that a file would replace, and how to have both. */
function MakingWay({ changes }: { readonly changes: readonly RuleChange[] }) {
  const t = useText();
  return (
    <>
      <ul className="og-rule-changes">
        {changes.slice(0, MOST_NAMED).map(({ kind, id, validFrom }) => (
          <li key={`${kind} ${id} ${validFrom}`} translate="no">
            {kind === "calendar" ? t("rules:tabs.calendar") : `${id} ${validFrom}`}
          </li>
        ))}
        {changes.length > MOST_NAMED && <li>…</li>}
      </ul>
      <p>{t("rules:tables.makeWayAbout")}</p>
    </>
  );
}

/** What the file was taken for, and what of it was left unread. */
function ReadFile({
  plan: { fileName, encoding, tables, ignoredSheets },
}: {
  readonly plan: RuleImportReply;
}) {
  const t = useText();
  const language = useLanguage();
  const found = tables.map(({ table, rows }) =>
    t("rules:tables.found", {
      table: inLanguage(TABLE_TITLES[table], language),
      count: count(rows),
    }),
  );
  const unread = tables.flatMap(({ ignored }) => ignored);
  return (
    <ul className="og-rule-read">
      <li>
        <strong translate="no">{fileName}</strong>
      </li>
      {encoding !== null && <li>{t("rules:tables.encoding", { encoding })}</li>}
      {found.map((words) => (
        <li key={words}>{words}</li>
      ))}
      {unread.length > 0 && <li>{t("rules:tables.ignored", { names: unread.join("、") })}</li>}
      {ignoredSheets.length > 0 && (
        <li>{t("rules:tables.ignoredSheets", { names: ignoredSheets.join("、") })}</li>
      )}
    </ul>
  );
}

function Verdict({
  plan: { counts, changes },
  isTaken,
}: {
  readonly plan: RuleImportReply;
  readonly isTaken: boolean;
}) {
  const t = useText();
  if (counts.refused > 0)
    return (
      <Alert
        type="error"
        showIcon
        role="alert"
        title={t("rules:tables.refused", { count: count(counts.refused) })}
      />
    );
  const words =
    changes.length === 0
      ? t("rules:tables.none")
      : isTaken
        ? t("rules:tables.taken")
        : t("rules:tables.ready", { count: count(changes.length) });
  return <Alert type={isTaken ? "success" : "info"} showIcon role="status" title={words} />;
}

function Rows({ rows }: { readonly rows: readonly Row[] }) {
  const t = useText();
  const language = useLanguage();
  return (
    <Table<Row>
      size="small"
      rowKey={({ table, line, id }) => `${table} ${line ?? "-"} ${id}`}
      dataSource={rows}
      pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
      scroll={{ x: 860 }}
      columns={[
        {
          title: t("rules:tables.table"),
          render: (_, { table }) => inLanguage(TABLE_TITLES[table], language),
        },
        {
          title: t("rules:tables.line"),
          render: (_, { line }) => line ?? t("rules:tables.gone"),
        },
        {
          title: t("rules:tables.filter"),
          render: (_, { outcome }) => <Outcome outcome={outcome} />,
        },
        {
          title: t("rules:tables.rule"),
          render: (_, { id, name, table }) => (
            <div className="og-key-name">
              <span translate="no" className="og-rule-id">
                {id}
              </span>
              {table === "categories" && <small className="og-muted">{name}</small>}
            </div>
          ),
        },
        { title: t("rules:from"), render: (_, { validFrom }) => validFrom ?? "—" },
        { title: t("rules:tables.what"), render: (_, row) => <Cells row={row} /> },
        { title: t("rules:tables.why"), render: (_, row) => <Faults row={row} /> },
      ]}
    />
  );
}

function Outcome({ outcome }: { readonly outcome: Row["outcome"] }) {
  const t = useText();
  if (outcome === "unchanged") return null;
  return (
    <span className={outcome === "refused" ? "og-rule-wrong" : ""}>
      {t(`rules:tables.outcome.${outcome}`)}
    </span>
  );
}

function columnWord(table: RuleTable, key: string, language: Language): string {
  const column = TABLE_COLUMNS[table].find((each) => each.key === key);
  return column ? inLanguage(column.heading, language) : key;
}

const MOST_CELLS = 4;

/** What stood there and what stands there now; a new rule is said by its own row. */
function Cells({ row: { table, outcome, cells } }: { readonly row: Row }) {
  const t = useText();
  const language = useLanguage();
  if (outcome === "new" || cells.length === 0) return null;
  const said = (text: string): string => (text === "" ? t("rules:tables.empty") : text);
  return (
    <ul className="og-rule-cells">
      {cells.slice(0, MOST_CELLS).map(({ column, before, after }) => (
        <li key={column}>
          {columnWord(table, column, language)}：<del>{said(before)}</del> → {said(after)}
        </li>
      ))}
      {cells.length > MOST_CELLS && (
        <li>{t("rules:bar.more", { count: cells.length - MOST_CELLS })}</li>
      )}
    </ul>
  );
}

function Faults({ row: { table, faults } }: { readonly row: Row }) {
  const t = useText();
  const language = useLanguage();
  return (
    <ul className="og-rule-cells">
      {faults.map(({ column, fault, value }) => (
        <li key={`${column} ${fault}`} className="og-rule-wrong">
          {columnWord(table, column, language)}：{t(`rules:fault.${fault}`, { value })}{" "}
          <code>{fault}</code>
        </li>
      ))}
    </ul>
  );
}
