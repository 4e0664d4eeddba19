import type { RuleEditionsReply } from "@onegrid/core/dispatch/rules-contract";
import { useQuery } from "@tanstack/react-query";
import { Alert, Table } from "antd";
import { call } from "../../api.ts";
import { useText } from "../../i18n/index.ts";
import { errorSentence } from "../../problem-text.ts";
import { momentText } from "../local-moment.ts";
import { getEditions } from "./rules-draft.ts";

type Edition = RuleEditionsReply["editions"][number];

/** Who changed the book when, and what. */
export function HistoryTab({ edition }: { readonly edition: number }) {
  const t = useText();
  const { data, error, isPending } = useQuery({
    queryKey: ["rule-editions", edition],
    queryFn: ({ signal }) => call(getEditions, { signal }),
  });
  if (error !== null) return <Alert type="error" showIcon title={errorSentence(error)} />;
  return (
    <Table<Edition>
      size="small"
      rowKey="edition"
      loading={isPending}
      dataSource={data?.editions ?? []}
      scroll={{ x: 640 }}
      pagination={{ pageSize: 30, hideOnSinglePage: true, showSizeChanger: false }}
      columns={[
        { title: "#", dataIndex: "edition" },
        {
          title: t("rules:history.at"),
          render: (_, { savedAt }) =>
            savedAt === 0 ? "—" : momentText(new Date(savedAt).toISOString()),
        },
        { title: t("rules:history.by"), render: (_, { by }) => by ?? "—" },
        {
          title: t("rules:history.note"),
          render: (_, { edition: at, note }) => (at === 1 ? t("rules:history.seed") : note),
        },
        {
          title: t("rules:history.changes"),
          render: (_, { changes }) => (
            <details>
              <summary>{t("rules:history.count", { count: changes.length })}</summary>
              {changes.map(({ id, validFrom, isRetired }) => (
                <div key={`${id} ${validFrom}`} translate="no">
                  {id} · {validFrom} {isRetired && t("rules:retired")}
                </div>
              ))}
            </details>
          ),
        },
      ]}
    />
  );
}
