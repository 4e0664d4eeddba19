import { Tabs } from "antd";
import { useState } from "react";
import { isoDay } from "../../i18n/days.ts";
import { useText } from "../../i18n/index.ts";
import { useRules } from "../../rule-book.ts";
import { OfficePage } from "../office-page.tsx";
import { CalendarTab } from "./calendar-tab.tsx";
import { CategoriesTab } from "./categories-tab.tsx";
import { HistoryTab } from "./history-tab.tsx";
import { LimitsTab } from "./limits-tab.tsx";
import { SaveBar } from "./save-bar.tsx";
import { TablesTab } from "./tables-tab.tsx";
import "./rules.css";

/** The rule book (规则库) for its administrator: classes, limits and the working calendar. */
export function RulesPage() {
  const t = useText();
  const book = useRules();
  const [today] = useState(() => isoDay(new Date()));
  const tabs = [
    { key: "categories", children: <CategoriesTab book={book} today={today} /> },
    { key: "limits", children: <LimitsTab book={book} today={today} /> },
    { key: "calendar", children: <CalendarTab book={book} today={today} /> },
    { key: "tables", children: <TablesTab today={today} /> },
    { key: "history", children: <HistoryTab edition={book.edition} /> },
  ] as const;
  return (
    <OfficePage title={t("shell:office.rules")} about={t("rules:about")}>
      <p className="og-muted">{t("rules:edition", { edition: book.edition })}</p>
      <Tabs
        items={tabs.map(({ key, children }) => ({
          key,
          label: t(`rules:tabs.${key}`),
          children,
        }))}
      />
      <SaveBar book={book} />
    </OfficePage>
  );
}
