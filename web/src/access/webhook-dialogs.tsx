import type { HandedWebhook, WebhookReply } from "@onegrid/core/dispatch/webhooks-contract";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Alert, Modal, Select } from "antd";
import { useState } from "react";
import { call } from "../api.ts";
import { useText } from "../i18n/index.ts";
import { errorSentence } from "../problem-text.ts";
import { SecretDialog } from "./secret-dialog.tsx";
import { getKeys } from "./rights-api.ts";
import { TextField, TextInput } from "./text-field.tsx";
import { postEndWebhook, postWebhook } from "./webhooks-api.ts";

interface NewProps {
  readonly onDone: (handed: HandedWebhook) => void;
  readonly onLeave: () => void;
}

/** A new receiver: whose, where, and by which key. */
export function NewWebhookDialog({ onDone, onLeave }: NewProps) {
  const t = useText();
  const [name, setName] = useState("");
  const [url, setUrl] = useState("");
  const [keyId, setKeyId] = useState<string>();
  const { data } = useQuery({
    queryKey: ["interface-keys"],
    queryFn: ({ signal }) => call(getKeys, { signal }),
  });
  const keys = data?.keys.filter(
    ({ state, isShared, permissions }) =>
      state === "active" && !isShared && permissions.includes("case.read"),
  );
  const make = useMutation({
    mutationFn: () => call(postWebhook, { body: { name, url: url.trim(), keyId: keyId ?? "" } }),
    onSuccess: onDone,
  });
  const isWhole = name.trim() !== "" && url.trim() !== "" && keyId !== undefined;
  return (
    <Modal
      open
      title={t("rights:webhooks.add")}
      okText={t("rights:webhooks.save")}
      cancelText={t("rights:webhooks.no")}
      okButtonProps={{ disabled: !isWhole, loading: make.isPending }}
      onOk={() => make.mutate()}
      onCancel={onLeave}
    >
      {make.error !== null && (
        <Alert type="error" showIcon title={errorSentence(make.error)} role="alert" />
      )}
      {keys?.length === 0 && <Alert type="info" showIcon title={t("rights:webhooks.noKeys")} />}
      <div className="og-office-form og-key-form">
        <TextInput
          label={t("rights:webhooks.name")}
          hint={t("rights:webhooks.nameHint")}
          autoComplete="off"
          maxLength={60}
          value={name}
          onChange={setName}
        />
        <TextInput
          label={t("rights:webhooks.url")}
          hint={t("rights:webhooks.urlHint")}
          autoComplete="off"
          maxLength={500}
          value={url}
          onChange={setUrl}
        />
        <TextField label={t("rights:webhooks.key")}>
          {(id) => (
            <Select
              id={id}
              value={keyId}
              onChange={setKeyId}
              options={(keys ?? []).map((key) => ({ value: key.id, label: key.name }))}
            />
          )}
        </TextField>
      </div>
    </Modal>
  );
}

interface EndProps {
  readonly webhook: WebhookReply;
  readonly onDone: () => void;
  readonly onLeave: () => void;
}

export function EndWebhookDialog({ webhook: { id, name }, onDone, onLeave }: EndProps) {
  const t = useText();
  const end = useMutation({
    mutationFn: () => call(postEndWebhook, { params: { id } }),
    onSuccess: onDone,
  });
  return (
    <Modal
      open
      title={t("rights:webhooks.end")}
      okText={t("rights:webhooks.yes")}
      cancelText={t("rights:webhooks.no")}
      okButtonProps={{ danger: true, loading: end.isPending }}
      onOk={() => end.mutate()}
      onCancel={onLeave}
    >
      {end.error !== null && (
        <Alert type="error" showIcon title={errorSentence(end.error)} role="alert" />
      )}
      <p>{t("rights:webhooks.endAsk", { name })}</p>
    </Modal>
  );
}

interface HandedProps {
  readonly handed: HandedWebhook;
  readonly onLeave: () => void;
}

/** The secret to hand over, shown this once. */
export function HandedWebhookDialog({ handed: { webhook, secret }, onLeave }: HandedProps) {
  const t = useText();
  return (
    <SecretDialog
      title={t("rights:webhooks.handedTitle", { name: webhook.name })}
      about={t("rights:webhooks.handed")}
      secret={secret}
      done={t("rights:webhooks.done")}
      onLeave={onLeave}
    >
      <p className="og-muted">{t("rights:webhooks.usage")}</p>
    </SecretDialog>
  );
}
