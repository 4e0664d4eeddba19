import type { HandedWebhook, WebhookReply } from "@onegrid/core/dispatch/webhooks-contract";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Table } from "antd";
import { useState } from "react";
import { call } from "../api.ts";
import { count, useText } from "../i18n/index.ts";
import { errorSentence } from "../problem-text.ts";
import { DeliveriesDialog } from "./deliveries-dialog.tsx";
import { momentText } from "./local-moment.ts";
import { OfficePage } from "./office-page.tsx";
import { getWebhooks, postTestWebhook } from "./webhooks-api.ts";
import { answerText } from "./webhook-words.ts";
import { EndWebhookDialog, HandedWebhookDialog, NewWebhookDialog } from "./webhook-dialogs.tsx";

const WEBHOOKS_KEY = ["webhooks"] as const;

type Task =
  | { readonly kind: "none" }
  | { readonly kind: "add" }
  | { readonly kind: "handed"; readonly handed: HandedWebhook }
  | { readonly kind: "end" | "deliveries"; readonly webhook: WebhookReply };

/** Receivers of what happens to cases, for whoever administers the keys they hang on. */
export function WebhooksPage() {
  const t = useText();
  const client = useQueryClient();
  const [task, setTask] = useState<Task>({ kind: "none" });
  const { data, error, isFetching } = useQuery({
    queryKey: WEBHOOKS_KEY,
    queryFn: ({ signal }) => call(getWebhooks, { signal }),
  });
  const leave = (): void => setTask({ kind: "none" });
  const done = (next: Task = { kind: "none" }): void => {
    void client.invalidateQueries({ queryKey: WEBHOOKS_KEY });
    setTask(next);
  };
  return (
    <OfficePage title={t("shell:office.webhooks")} about={t("rights:webhooks.about")}>
      <div className="og-people-tools">
        <Button type="primary" onClick={() => setTask({ kind: "add" })}>
          {t("rights:webhooks.add")}
        </Button>
      </div>
      {error !== null && <Alert type="error" showIcon title={errorSentence(error)} />}
      <WebhookTable webhooks={data?.webhooks ?? []} isBusy={isFetching} onTask={setTask} />
      {task.kind === "add" && (
        <NewWebhookDialog onDone={(handed) => done({ kind: "handed", handed })} onLeave={leave} />
      )}
      {task.kind === "handed" && <HandedWebhookDialog handed={task.handed} onLeave={leave} />}
      {task.kind === "end" && (
        <EndWebhookDialog webhook={task.webhook} onDone={() => done()} onLeave={leave} />
      )}
      {task.kind === "deliveries" && (
        <DeliveriesDialog webhook={task.webhook} onLeave={() => done()} />
      )}
    </OfficePage>
  );
}

interface TableProps {
  readonly webhooks: readonly WebhookReply[];
  readonly isBusy: boolean;
  readonly onTask: (task: Task) => void;
}

function WebhookTable({ webhooks, isBusy, onTask }: TableProps) {
  const t = useText();
  return (
    <Table<WebhookReply>
      size="small"
      rowKey="id"
      loading={isBusy}
      dataSource={webhooks}
      locale={{ emptyText: t("rights:webhooks.none") }}
      pagination={false}
      scroll={{ x: 820 }}
      columns={[
        {
          title: t("rights:webhooks.name"),
          render: (_, { name, url }) => (
            <div className="og-key-name" translate="no">
              <strong>{name}</strong>
              <small className="og-muted">{url}</small>
            </div>
          ),
        },
        {
          title: t("rights:webhooks.key"),
          render: (_, { key }) => <span translate="no">{key.name}</span>,
        },
        {
          title: t("rights:webhooks.state"),
          render: (_, { state }) => (
            <span className={`og-key-state og-key-${state === "active" ? "active" : "expired"}`}>
              {t(`rights:webhooks.states.${state}`)}
            </span>
          ),
        },
        { title: t("rights:webhooks.queue"), render: (_, webhook) => <Queue webhook={webhook} /> },
        {
          title: t("rights:webhooks.actions"),
          render: (_, webhook) => <Actions webhook={webhook} onTask={onTask} />,
        },
      ]}
    />
  );
}

function Queue({ webhook: { waiting, dead, deliveredAt } }: { readonly webhook: WebhookReply }) {
  const t = useText();
  return (
    <div className="og-key-name">
      <span>
        {deliveredAt === null
          ? t("rights:webhooks.never")
          : `${t("rights:webhooks.delivered")} ${momentText(deliveredAt)}`}
      </span>
      {waiting > 0 && (
        <small className="og-muted">
          {t("rights:webhooks.waiting", { count: count(waiting) })}
        </small>
      )}
      {dead > 0 && (
        <small className="og-key-soon">{t("rights:webhooks.dead", { count: count(dead) })}</small>
      )}
    </div>
  );
}

interface ActionsProps {
  readonly webhook: WebhookReply;
  readonly onTask: (task: Task) => void;
}

function Actions({ webhook, onTask }: ActionsProps) {
  const t = useText();
  const attempt = useMutation({
    mutationFn: () => call(postTestWebhook, { params: { id: webhook.id } }),
  });
  const { data, error } = attempt;
  return (
    <>
      <div className="og-people-actions">
        <Button size="small" onClick={() => onTask({ kind: "deliveries", webhook })}>
          {t("rights:webhooks.deliveries")}
        </Button>
        {webhook.state === "active" && (
          <Button size="small" loading={attempt.isPending} onClick={() => attempt.mutate()}>
            {t("rights:webhooks.test")}
          </Button>
        )}
        {webhook.state !== "ended" && (
          <Button size="small" danger onClick={() => onTask({ kind: "end", webhook })}>
            {t("rights:webhooks.end")}
          </Button>
        )}
      </div>
      <small role="status">
        {error !== null && errorSentence(error)}
        {data?.ok === true &&
          t("rights:webhooks.testOk", {
            status: data.status ?? 0,
            milliseconds: data.milliseconds,
          })}
        {data?.ok === false && t("rights:webhooks.testBad", { answer: answerText(data, t) })}
      </small>
    </>
  );
}
