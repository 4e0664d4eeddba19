import type { Me } from "@onegrid/core/access/contract";
import { useNavigate } from "@tanstack/react-router";
import { Alert, Tabs } from "antd";
import { useState } from "react";
import { isProblem } from "../../api.ts";
import { isoDay } from "../../i18n/days.ts";
import { useText } from "../../i18n/index.ts";
import { errorSentence } from "../../problem-text.ts";
import { OfficePage } from "../office-page.tsx";
import "../rules/rules.css";
import { AnswerTab } from "./answer-tab.tsx";
import type { DutySearch } from "./duty-search.ts";
import { useDutyChoices, useDutyList } from "./duty-list-api.ts";
import { EntriesTab } from "./entries-tab.tsx";
import { FileTab } from "./file-tab.tsx";
import { PlacesTab } from "./places-tab.tsx";
import { SaveBar } from "./save-bar.tsx";
import "./duty-list.css";

interface DutyListPageProps {
  readonly me: Me;
  readonly search: DutySearch;
}

/** The duty list (责任清单): which unit answers for what where. Desks read it, whoever keeps the rules keeps it. */
export function DutyListPage({ me, search }: DutyListPageProps) {
  const t = useText();
  const navigate = useNavigate();
  const ask = (next: DutySearch): void =>
    void navigate({ to: "/duty-list", search: next, replace: true });
  const list = useDutyList();
  const choices = useDutyChoices(me.canManageRules);
  const [today] = useState(() => isoDay(new Date()));
  const { data } = list;
  const kept = choices.data;
  const tabs =
    data === undefined
      ? []
      : [
          {
            key: "entries" as const,
            children: <EntriesTab list={data} choices={kept} today={today} />,
          },
          {
            key: "answer" as const,
            children: <AnswerTab today={today} search={search} onAsk={ask} />,
          },
          {
            key: "places" as const,
            children: <PlacesTab list={data} today={today} isKeeper={kept !== undefined} />,
          },
          ...(kept === undefined
            ? []
            : [{ key: "file" as const, children: <FileTab choices={kept} /> }]),
        ];
  return (
    <OfficePage title={t("shell:office.dutyList")} about={t("duties:about")}>
      {list.error !== null && <Alert type="error" showIcon title={errorSentence(list.error)} />}
      {choices.error !== null && (
        <Alert
          type="info"
          showIcon
          title={
            isProblem(choices.error, "access.forbidden")
              ? t("duties:wholeOnly")
              : errorSentence(choices.error)
          }
        />
      )}
      {tabs.length > 0 && (
        <Tabs
          activeKey={tabs.find(({ key }) => key === search.tab)?.key ?? "entries"}
          onChange={(tab) => ask({ ...search, tab })}
          items={tabs.map(({ key, children }) => ({
            key,
            label: t(`duties:tabs.${key}`),
            children,
          }))}
        />
      )}
      {data !== undefined && kept !== undefined && <SaveBar list={data} choices={kept} />}
    </OfficePage>
  );
}
