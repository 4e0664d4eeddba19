import {
  DELIVERY_STATES,
  type DeliveryReply,
  type DeliveryState,
  type RetryBody,
  type WebhookReply,
} from "@onegrid/core/dispatch/webhooks-contract";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Modal, Segmented, Table } from "antd";
import { useState } from "react";
import { call } from "../api.ts";
import { count, useText } from "../i18n/index.ts";
import { errorSentence } from "../problem-text.ts";
import { momentText } from "./local-moment.ts";
import { answerText } from "./webhook-words.ts";
import { getDeliveries, postRetry } from "./webhooks-api.ts";

interface DeliveriesProps {
  readonly webhook: WebhookReply;
  readonly onLeave: () => void;
}

/** What was sent to a receiver; what was given up can be sent again. */
export function DeliveriesDialog({ webhook: { id, name, dead, state }, onLeave }: DeliveriesProps) {
  const t = useText();
  const client = useQueryClient();
  const [shown, setShown] = useState<DeliveryState | "all">(dead > 0 ? "dead" : "all");
  const { data, error, isFetching } = useQuery({
    queryKey: ["webhook-deliveries", id, shown],
    queryFn: ({ signal }) =>
      call(getDeliveries, {
        signal,
        params: { id },
        query: shown === "all" ? {} : { state: shown },
      }),
  });
  const retry = useMutation({
    mutationFn: (body: RetryBody) => call(postRetry, { params: { id }, body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["webhook-deliveries", id] }),
  });
  const failed = error ?? retry.error;
  const isActive = state === "active";
  const isLeft = shown === "dead" && isActive && data?.deliveries.length !== 0;
  return (
    <Modal
      open
      width={860}
      title={t("rights:webhooks.deliveriesOf", { name })}
      footer={null}
      onCancel={onLeave}
    >
      {failed !== null && (
        <Alert type="error" showIcon title={errorSentence(failed)} role="alert" />
      )}
      <div className="og-people-tools">
        <Segmented<DeliveryState | "all">
          value={shown}
          onChange={setShown}
          options={[
            { value: "all", label: t("rights:webhooks.all") },
            ...DELIVERY_STATES.map((value) => ({
              value,
              label: t(`rights:webhooks.deliveryStates.${value}`),
            })),
          ]}
        />
        {isLeft && (
          <Button loading={retry.isPending} onClick={() => retry.mutate({})}>
            {t("rights:webhooks.retryAll")}
          </Button>
        )}
        <span role="status">
          {retry.data !== undefined &&
            t("rights:webhooks.retried", { count: count(retry.data.retried) })}
        </span>
      </div>
      <DeliveryTable
        deliveries={data?.deliveries ?? []}
        isBusy={isFetching}
        onRetry={isActive ? (position) => retry.mutate({ positions: [position] }) : null}
      />
    </Modal>
  );
}

interface TableProps {
  readonly deliveries: readonly DeliveryReply[];
  readonly isBusy: boolean;
  readonly onRetry: ((position: number) => void) | null;
}

function DeliveryTable({ deliveries, isBusy, onRetry }: TableProps) {
  const t = useText();
  return (
    <Table<DeliveryReply>
      size="small"
      rowKey="position"
      loading={isBusy}
      dataSource={deliveries}
      locale={{ emptyText: t("rights:webhooks.none2") }}
      pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
      scroll={{ x: 700 }}
      columns={[
        { title: t("rights:webhooks.position"), dataIndex: "position" },
        {
          title: t("rights:webhooks.case"),
          render: (_, { caseId, version }) => (
            <>
              <a href={`/dispatch?sel=cases:${encodeURIComponent(caseId)}`}>
                {t("rights:webhooks.openCase")}
              </a>{" "}
              <small className="og-muted">{t("rights:webhooks.version", { version })}</small>
            </>
          ),
        },
        { title: t("rights:webhooks.at"), render: (_, { at }) => momentText(at) },
        {
          title: t("rights:webhooks.state"),
          render: (_, delivery) => t(`rights:webhooks.deliveryStates.${delivery.state}`),
        },
        { title: t("rights:webhooks.attempts"), dataIndex: "attempts", align: "right" },
        {
          title: t("rights:webhooks.answer"),
          render: (_, { lastStatus, lastFault, nextAt }) => (
            <div className="og-key-name">
              <span>{answerText({ status: lastStatus, fault: lastFault }, t)}</span>
              {nextAt !== null && (
                <small className="og-muted">
                  {t("rights:webhooks.next", { when: momentText(nextAt) })}
                </small>
              )}
            </div>
          ),
        },
        {
          render: (_, { state, position }) =>
            state === "dead" &&
            onRetry !== null && (
              <Button size="small" onClick={() => onRetry(position)}>
                {t("rights:webhooks.retry")}
              </Button>
            ),
        },
      ]}
    />
  );
}
