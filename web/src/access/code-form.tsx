import { FACTOR_DIGITS } from "@onegrid/core/access";
import { Alert, Button, Input } from "antd";
import { useId, useState, type SubmitEvent } from "react";
import { useText } from "../i18n/index.ts";
import { errorSentence } from "../problem-text.ts";
import { useGiveCode } from "./me.ts";

interface CodeFormProps {
  /** Back to login and password. */
  readonly onLeave: () => void;
}

/** The second step of signing in: a one-time code (动态口令), or a recovery code (恢复码). */
export function CodeForm({ onLeave }: CodeFormProps) {
  const t = useText();
  const id = useId();
  const give = useGiveCode();
  const [code, setCode] = useState("");
  const [isRecovery, setRecovery] = useState(false);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (code.trim() !== "") give.mutate(code);
  };
  const swap = (): void => {
    setRecovery(!isRecovery);
    setCode("");
    give.reset();
  };
  return (
    <form onSubmit={submit} className="og-sign-in-form">
      <h1>{t("access:code.title")}</h1>
      {give.error !== null && (
        <Alert type="error" showIcon title={errorSentence(give.error)} role="alert" />
      )}
      <label htmlFor={id}>{t(isRecovery ? "access:code.recovery" : "access:code.oneTime")}</label>
      <Input
        key={String(isRecovery)}
        id={id}
        size="large"
        autoFocus
        required
        className="og-code-input"
        autoComplete={isRecovery ? "off" : "one-time-code"}
        inputMode={isRecovery ? "text" : "numeric"}
        maxLength={isRecovery ? 20 : FACTOR_DIGITS + 2}
        value={code}
        onChange={(event) => setCode(event.target.value)}
      />
      <small className="og-muted">
        {t(isRecovery ? "access:code.recoveryHint" : "access:code.oneTimeHint")}
      </small>
      <Button type="primary" size="large" htmlType="submit" block loading={give.isPending}>
        {t("access:code.submit")}
      </Button>
      <div className="og-code-ways">
        <Button type="link" onClick={swap}>
          {t(isRecovery ? "access:code.useOneTime" : "access:code.useRecovery")}
        </Button>
        <Button type="link" onClick={onLeave}>
          {t("access:code.leave")}
        </Button>
      </div>
    </form>
  );
}
