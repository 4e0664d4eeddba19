import { inFours } from "@onegrid/core/access";
import type { EnrolmentReply, ProofBody } from "@onegrid/core/access/second-factor-contract";
import { useMutation } from "@tanstack/react-query";
import { Alert, Button, Modal } from "antd";
import { useState, type ReactNode, type SubmitEvent } from "react";
import { call } from "../api.ts";
import { useText } from "../i18n/index.ts";
import { errorSentence } from "../problem-text.ts";
import { postConfirm, postEnrolment, postFactorOff, postRecoveryCodes } from "./factor-api.ts";
import { RecoveryCodes } from "./recovery-codes.tsx";
import { TextInput } from "./text-field.tsx";

/** What is being done to one's own second factor. */
export type FactorTask = "enrol" | "renew" | "off";

interface FactorDialogProps {
  readonly task: FactorTask;
  readonly login: string;
  /** There is a second factor already: its code is asked for besides the password. */
  readonly isOn: boolean;
  readonly onLeave: () => void;
}

/** Proves again who it is, then sets up, renews, or switches off. */
export function FactorDialog({ task, login, isOn, onLeave }: FactorDialogProps) {
  const t = useText();
  const [enrolment, setEnrolment] = useState<EnrolmentReply | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const prove = useMutation({
    mutationFn: async (body: ProofBody) => {
      if (task === "enrol") setEnrolment(await call(postEnrolment, { body }));
      else if (task === "renew") setCodes((await call(postRecoveryCodes, { body })).codes);
      else await call(postFactorOff, { body }).then(onLeave);
    },
  });
  // Nothing falls shut by a click beside it: the codes are not shown again.
  return (
    <Modal
      open
      title={t(`access:factor.${task === "enrol" && isOn ? "move" : task}`)}
      footer={null}
      mask={{ closable: false }}
      keyboard={codes === null}
      closable={codes === null}
      onCancel={onLeave}
    >
      {codes !== null && <RecoveryCodes codes={codes} login={login} onDone={onLeave} />}
      {codes === null && enrolment !== null && (
        <Enrolment enrolment={enrolment} onCodes={setCodes} />
      )}
      {codes === null && enrolment === null && (
        <ProofForm
          wantsCode={isOn}
          about={t(`access:factor.${task}About`)}
          error={prove.error}
          isBusy={prove.isPending}
          isDanger={task === "off"}
          onProof={(proof) => prove.mutate(proof)}
        />
      )}
    </Modal>
  );
}

interface ProofFormProps {
  readonly wantsCode: boolean;
  readonly about: string;
  readonly error: unknown;
  readonly isBusy: boolean;
  readonly isDanger: boolean;
  readonly onProof: (proof: ProofBody) => void;
}

function ProofForm({ wantsCode, about, error, isBusy, isDanger, onProof }: ProofFormProps) {
  const t = useText();
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  return (
    <DialogForm
      error={error}
      isBusy={isBusy}
      isDanger={isDanger}
      submit={t(isDanger ? "access:factor.offDo" : "access:factor.next")}
      onSubmit={() => onProof({ password, ...(wantsCode && { code }) })}
    >
      <p className="og-factor-words">{about}</p>
      <TextInput
        isSecret
        label={t("access:own.present")}
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
      />
      {wantsCode && (
        <TextInput
          label={t("access:factor.code")}
          autoComplete="one-time-code"
          maxLength={20}
          value={code}
          onChange={setCode}
        />
      )}
    </DialogForm>
  );
}

interface EnrolmentProps {
  readonly enrolment: EnrolmentReply;
  readonly onCodes: (codes: readonly string[]) => void;
}

/** The picture for the camera, the letters for fingers, and a first code as proof that it arrived. */
function Enrolment({ enrolment: { secret, picture }, onCodes }: EnrolmentProps) {
  const t = useText();
  const [code, setCode] = useState("");
  const confirm = useMutation({
    mutationFn: () => call(postConfirm, { body: { code } }),
    onSuccess: ({ codes }) => onCodes(codes),
  });
  return (
    <DialogForm
      error={confirm.error}
      isBusy={confirm.isPending}
      submit={t("access:factor.confirm")}
      onSubmit={() => confirm.mutate()}
    >
      <p className="og-factor-words">{t("access:factor.scan")}</p>
      <img
        className="og-factor-picture"
        alt={t("access:factor.picture")}
        src={`data:image/svg+xml,${encodeURIComponent(picture)}`}
      />
      <p className="og-factor-words">{t("access:factor.type")}</p>
      <code className="og-factor-secret" translate="no">
        {inFours(secret, " ")}
      </code>
      <TextInput
        label={t("access:factor.first")}
        hint={t("access:factor.firstHint")}
        autoComplete="one-time-code"
        maxLength={8}
        value={code}
        onChange={setCode}
      />
    </DialogForm>
  );
}

interface DialogFormProps {
  readonly error: unknown;
  readonly isBusy: boolean;
  readonly isDanger?: boolean;
  readonly submit: string;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}

function DialogForm(props: DialogFormProps) {
  const { error, isBusy, isDanger = false, submit, onSubmit, children } = props;
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form onSubmit={send} className="og-office-form">
      {error !== null && <Alert type="error" showIcon title={errorSentence(error)} role="alert" />}
      {children}
      <Button type="primary" danger={isDanger} htmlType="submit" loading={isBusy}>
        {submit}
      </Button>
    </form>
  );
}
