import { staffRefusalWords } from "@onegrid/core/access";
import type { StaffPlanReply, StaffPlanRow } from "@onegrid/core/access/staff-contract";
import { Button, Segmented, Table } from "antd";
import { useState } from "react";
import { count, useLanguage, useText } from "../i18n/index.ts";

const OUTCOMES = ["new", "changed", "unchanged", "refused"] as const;
type Outcome = (typeof OUTCOMES)[number];
const ANY = "any";

interface StaffPlanTableProps {
  readonly listId: string;
  readonly plan: StaffPlanReply;
  readonly isBusy: boolean;
  readonly onCommit: () => void;
}

/** What would happen, row by row, and the button that makes it happen. */
export function StaffPlanTable({ listId, plan, isBusy, onCommit }: StaffPlanTableProps) {
  const t = useText();
  const [shown, setShown] = useState<Outcome | typeof ANY>(ANY);
  const { counts, accounts, rows } = plan;
  const good = counts.new + counts.changed;
  const visible = shown === ANY ? rows : rows.filter(({ outcome }) => outcome === shown);
  return (
    <section className="og-office-card">
      <h2>{t("staff:import.plan")}</h2>
      <ul className="og-staff-counts">
        <li>
          {t("staff:import.countNew", { count: count(counts.new), accounts: count(accounts) })}
        </li>
        <li>{t("staff:import.countChanged", { count: count(counts.changed) })}</li>
        <li>{t("staff:import.countUnchanged", { count: count(counts.unchanged) })}</li>
        <li>{t("staff:import.countRefused", { count: count(counts.refused) })}</li>
      </ul>
      <div className="og-people-tools">
        <Segmented
          aria-label={t("staff:import.outcome")}
          value={shown}
          onChange={setShown}
          options={[
            { value: ANY, label: t("staff:import.any") },
            ...OUTCOMES.map((value) => ({ value, label: t(`staff:import.outcomes.${value}`) })),
          ]}
        />
        {counts.refused > 0 && (
          <a href={`/api/access/staff/${listId}/rejects.csv`} download>
            {t("staff:import.rejects")}
          </a>
        )}
        <Button type="primary" disabled={good === 0} loading={isBusy} onClick={onCommit}>
          {good === 0
            ? t("staff:import.nothing")
            : t("staff:import.commit", { count: count(good) })}
        </Button>
      </div>
      {counts.refused > 0 && <p className="og-muted">{t("staff:import.rolesHint")}</p>}
      <Rows rows={visible} />
    </section>
  );
}

function Rows({ rows }: { readonly rows: readonly StaffPlanRow[] }) {
  const t = useText();
  const language = useLanguage();
  return (
    <Table<StaffPlanRow>
      size="small"
      rowKey="line"
      dataSource={rows}
      pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
      scroll={{ x: 820 }}
      columns={[
        { title: t("staff:import.line"), dataIndex: "line" },
        {
          title: t("staff:import.outcome"),
          render: (_, { outcome }) => (
            <span className={outcome === "refused" ? "og-preview-less" : ""}>
              {t(`staff:import.outcomes.${outcome}`)}
            </span>
          ),
        },
        { title: t("access:people.login"), dataIndex: "login" },
        { title: t("access:people.name"), dataIndex: "displayName" },
        {
          title: t("access:people.duties"),
          render: (_, { role, areaName }) =>
            role === null ? "" : `${t(`shell:role.${role}`)} · ${areaName}`,
        },
        {
          title: t("staff:import.reason"),
          render: (_, { refusals }) => (
            <ul className="og-people-duties">
              {refusals.map((refusal) => (
                <li key={refusal.field}>
                  {staffRefusalWords(refusal, language)}
                  {refusal.value !== "" && <small className="og-muted"> 「{refusal.value}」</small>}
                </li>
              ))}
            </ul>
          ),
        },
      ]}
    />
  );
}
