import type {
  DutyBody,
  HandedPassword,
  NewPersonBody,
  PersonReply,
} from "@onegrid/core/access/contract";
import type { DutiesBody } from "@onegrid/core/access/preview-contract";
import { isLogin, mayBecomeLogin } from "@onegrid/core/access";
import { useMutation } from "@tanstack/react-query";
import { Alert, Button, Modal } from "antd";
import { useState } from "react";
import { call, isProblem } from "../api.ts";
import { useText } from "../i18n/index.ts";
import { errorSentence } from "../problem-text.ts";
import { postPerson, putDuties } from "./account-api.ts";
import { CopyButton } from "./copy-button.tsx";
import { DutiesPreviewPart, useDutiesPreview } from "./duties-preview.tsx";
import { DutyRows, newDuty } from "./duty-rows.tsx";
import { TextInput } from "./text-field.tsx";

/** What is being done to somebody's account. */
export type PersonTask =
  | { readonly kind: "none" }
  | { readonly kind: "add" }
  | { readonly kind: "duties"; readonly person: PersonReply }
  | {
      readonly kind: "ask";
      readonly step: "password" | "close" | "reopen" | "factor" | "allowSso" | "forbidSso";
      readonly person: PersonReply;
    }
  | { readonly kind: "handed"; readonly handed: HandedPassword };

interface PersonDialogProps {
  readonly task: PersonTask & { readonly kind: "add" | "duties" };
  readonly onDone: (handed?: HandedPassword) => void;
  readonly onLeave: () => void;
}

/** What is filled in, whether it may be saved, and the saving: of a new account or of other duties. */
function usePersonForm({ task, onDone }: Omit<PersonDialogProps, "onLeave">) {
  const person = task.kind === "duties" ? task.person : null;
  const [names, setNames] = useState({ login: "", displayName: "" });
  const [duties, setDuties] = useState<readonly DutyBody[]>(() => person?.duties ?? [newDuty()]);
  const areWhole = duties.every(({ areaId, validFrom }) => areaId !== "" && validFrom !== "");
  const shown = useDutiesPreview(person?.id ?? null, duties, areWhole);
  const add = useMutation({
    mutationFn: (body: NewPersonBody) => call(postPerson, { body }),
    onSuccess: onDone,
  });
  const change = useMutation({
    mutationFn: (body: DutiesBody) => call(putDuties, { params: { id: person?.id ?? "" }, body }),
    onSuccess: () => onDone(),
    onError: (refusal) => isProblem(refusal, "access.preview-stale") && shown.again(),
  });
  const login = names.login.trim().toLowerCase();
  const isNamed = isLogin(login) && names.displayName.trim() !== "";
  const isWhole = person === null ? isNamed && duties.length > 0 : shown.preview !== undefined;
  const save = (): void => {
    const given = duties.map(({ role, areaId, validFrom, validTo }) => ({
      role,
      areaId,
      validFrom,
      validTo,
    }));
    if (person === null) add.mutate({ ...names, login, duties: given });
    else if (shown.preview) change.mutate({ duties: given, digest: shown.preview.digest });
  };
  const isAfresh = isProblem(change.error, "access.preview-stale");
  return {
    fields: { names, setNames, duties, setDuties },
    shown,
    isAfresh,
    isReady: areWhole && isWhole,
    isBusy: add.isPending || change.isPending,
    error: add.error ?? (isAfresh ? null : change.error),
    save,
  };
}

/** A new account with its duties, or the duties of one that is there. */
export function PersonDialog({ task, onDone, onLeave }: PersonDialogProps) {
  const t = useText();
  const person = task.kind === "duties" ? task.person : null;
  const { fields, shown, isAfresh, isReady, isBusy, error, save } = usePersonForm({ task, onDone });
  return (
    <Modal
      open
      width={820}
      title={
        person === null
          ? t("access:people.addTitle")
          : t("access:people.changeTitle", { name: person.displayName })
      }
      okText={t("access:people.save")}
      cancelText={t("access:people.no")}
      okButtonProps={{ disabled: !isReady, loading: isBusy }}
      onOk={save}
      onCancel={onLeave}
    >
      <div className="og-office-form og-person-form">
        {error !== null && (
          <Alert type="error" showIcon title={errorSentence(error)} role="alert" />
        )}
        {person === null && <NameFields names={fields.names} onChange={fields.setNames} />}
      </div>
      <DutyRows duties={fields.duties} onChange={fields.setDuties} />
      {person !== null && <DutiesPreviewPart shown={shown} isAfresh={isAfresh} />}
    </Modal>
  );
}

interface Names {
  readonly login: string;
  readonly displayName: string;
}

interface NameFieldsProps {
  readonly names: Names;
  readonly onChange: (names: Names) => void;
}

function NameFields({ names, onChange }: NameFieldsProps) {
  const t = useText();
  const isFaulty = !mayBecomeLogin(names.login.trim().toLowerCase());
  return (
    <>
      <TextInput
        label={t("access:people.login")}
        hint={t("access:setUp.loginHint")}
        fault={isFaulty ? t("access:people.badLogin") : null}
        autoComplete="off"
        maxLength={40}
        isFirst
        value={names.login}
        onChange={(login) => onChange({ ...names, login })}
      />
      <TextInput
        label={t("access:setUp.displayName")}
        hint={t("access:setUp.displayNameHint")}
        autoComplete="off"
        maxLength={60}
        value={names.displayName}
        onChange={(displayName) => onChange({ ...names, displayName })}
      />
    </>
  );
}

interface AskFirstProps {
  readonly task: PersonTask & { readonly kind: "ask" };
  readonly error: unknown;
  readonly isBusy: boolean;
  readonly onYes: () => void;
  readonly onLeave: () => void;
}

/** What ends somebody's sessions is asked twice; what gives an account back is not worth a warning. */
export function AskFirst({ task, error, isBusy, onYes, onLeave }: AskFirstProps) {
  const t = useText();
  const { step, person } = task;
  const words = {
    password: t("access:people.passwordAsk", { name: person.displayName }),
    close: t("access:people.closeAsk", { name: person.displayName }),
    reopen: `${t("access:people.reopen")} · ${person.displayName}`,
    factor: t("access:people.factorAsk", { name: person.displayName }),
    allowSso: t("access:people.allowSsoAsk", { name: person.displayName, login: person.login }),
    forbidSso: t("access:people.forbidSsoAsk", { name: person.displayName }),
  };
  return (
    <Modal
      open
      title={t(`access:people.${step}`)}
      okText={t("access:people.yes")}
      cancelText={t("access:people.no")}
      okButtonProps={{ danger: step !== "reopen" && step !== "allowSso", loading: isBusy }}
      onOk={onYes}
      onCancel={onLeave}
    >
      {error !== null && <Alert type="error" showIcon title={errorSentence(error)} role="alert" />}
      <p>{words[step]}</p>
    </Modal>
  );
}

interface HandedDialogProps {
  readonly handed: HandedPassword;
  readonly onLeave: () => void;
}

/** The password to hand over, shown this once. */
export function HandedDialog({ handed: { person, password }, onLeave }: HandedDialogProps) {
  const t = useText();
  return (
    <Modal
      open
      title={t("access:people.handedTitle", { name: person.displayName })}
      // Shown this once: only the button that says so puts it away.
      keyboard={false}
      closable={false}
      mask={{ closable: false }}
      footer={[
        <CopyButton key="copy" text={password} />,
        <Button key="done" type="primary" onClick={onLeave}>
          {t("access:people.done")}
        </Button>,
      ]}
    >
      <p>{t("access:people.handed", { login: person.login })}</p>
      <code className="og-handed-password">{password}</code>
    </Modal>
  );
}
