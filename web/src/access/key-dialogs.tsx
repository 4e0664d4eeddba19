import type { HandedKey, KeyReply } from "@onegrid/core/access/contract";
import { useMutation } from "@tanstack/react-query";
import { Alert, Modal, Select } from "antd";
import { useState } from "react";
import { call } from "../api.ts";
import { useText } from "../i18n/index.ts";
import { errorSentence } from "../problem-text.ts";
import { EMPTY_KEY, isWholeKey, KeyForm, keyBody } from "./key-form.tsx";
import { postKey, postRevokeKey, postRotateKey, postTakeKeyOver } from "./rights-api.ts";
import { SecretDialog } from "./secret-dialog.tsx";
import { TextField } from "./text-field.tsx";

/** What is being done to a key. */
export type KeyTask =
  | { readonly kind: "none" }
  | { readonly kind: "add" }
  | {
      readonly kind: "ask";
      readonly step: "rotate" | "revoke" | "takeOver";
      readonly key: KeyReply;
    }
  | { readonly kind: "handed"; readonly handed: HandedKey };

interface DialogProps {
  readonly onDone: (handed?: HandedKey) => void;
  readonly onLeave: () => void;
}

/** A new key: what it is for, where, and until when. */
export function NewKeyDialog({ onDone, onLeave }: DialogProps) {
  const t = useText();
  const [wanted, setWanted] = useState(EMPTY_KEY);
  const make = useMutation({
    mutationFn: () => call(postKey, { body: keyBody(wanted) }),
    onSuccess: onDone,
  });
  return (
    <Modal
      open
      width={640}
      title={t("rights:keys.add")}
      okText={t("rights:keys.save")}
      cancelText={t("rights:keys.no")}
      okButtonProps={{ disabled: !isWholeKey(wanted), loading: make.isPending }}
      onOk={() => make.mutate()}
      onCancel={onLeave}
    >
      {make.error !== null && (
        <Alert type="error" showIcon title={errorSentence(make.error)} role="alert" />
      )}
      <KeyForm wanted={wanted} onChange={setWanted} />
    </Modal>
  );
}

const OVERLAPS = ["0", "1", "24", "72"] as const;
type Overlap = (typeof OVERLAPS)[number];

interface KeyAskProps extends DialogProps {
  readonly task: KeyTask & { readonly kind: "ask" };
}

/** Another secret, an end, or another who answers: each is asked first. */
export function KeyAskDialog({ task: { step, key }, onDone, onLeave }: KeyAskProps) {
  const t = useText();
  const [overlap, setOverlap] = useState<Overlap>("24");
  const act = useMutation({
    mutationFn: async (): Promise<HandedKey | undefined> => {
      const params = { id: key.id };
      if (step === "rotate")
        return call(postRotateKey, { params, body: { overlapHours: Number(overlap) } });
      await call(step === "revoke" ? postRevokeKey : postTakeKeyOver, { params });
      return undefined;
    },
    onSuccess: onDone,
  });
  const { name } = key;
  return (
    <Modal
      open
      title={step === "rotate" ? t("rights:keys.rotateTitle", { name }) : t(`rights:keys.${step}`)}
      okText={step === "rotate" ? t("rights:keys.rotate") : t("rights:keys.yes")}
      cancelText={t("rights:keys.no")}
      okButtonProps={{ danger: step === "revoke", loading: act.isPending }}
      onOk={() => act.mutate()}
      onCancel={onLeave}
    >
      {act.error !== null && (
        <Alert type="error" showIcon title={errorSentence(act.error)} role="alert" />
      )}
      <p>
        {step === "rotate" ? t("rights:keys.rotateAbout") : t(`rights:keys.${step}Ask`, { name })}
      </p>
      {step === "rotate" && (
        <TextField label={t("rights:keys.overlap")}>
          {(id) => (
            <Select
              id={id}
              value={overlap}
              onChange={setOverlap}
              options={OVERLAPS.map((value) => ({
                value,
                label: t(`rights:keys.overlaps.${value}`),
              }))}
            />
          )}
        </TextField>
      )}
    </Modal>
  );
}

interface HandedKeyProps {
  readonly handed: HandedKey;
  readonly onLeave: () => void;
}

/** The key to hand over, shown this once. */
export function HandedKeyDialog({ handed: { key, token }, onLeave }: HandedKeyProps) {
  const t = useText();
  return (
    <SecretDialog
      title={t("rights:keys.handedTitle", { name: key.name })}
      about={t("rights:keys.handed")}
      secret={token}
      done={t("rights:keys.done")}
      onLeave={onLeave}
    >
      <p className="og-muted">{t("rights:keys.usage")}</p>
      <code className="og-key-usage" translate="no">
        Authorization: Bearer og_{key.id}_…
      </code>
    </SecretDialog>
  );
}
