import { inFours } from "@onegrid/core/access";
import { Alert, Button, Checkbox } from "antd";
import { useState } from "react";
import { isoDay } from "../i18n/days.ts";
import { useText } from "../i18n/index.ts";
import { CopyButton } from "./copy-button.tsx";

interface RecoveryCodesProps {
  readonly codes: readonly string[];
  readonly login: string;
  readonly onDone: () => void;
}

/** The recovery codes (恢复码), shown this once; printed, they stand alone on the sheet. */
export function RecoveryCodes({ codes, login, onDone }: RecoveryCodesProps) {
  const t = useText();
  const [isKept, setKept] = useState(false);
  const shown = codes.map((code) => inFours(code, "-"));
  return (
    <div className="og-office-form">
      <Alert type="warning" showIcon title={t("access:factor.codesAbout")} />
      <div className="og-recovery-print">
        <strong>{t("access:factor.codesTitle", { login, day: isoDay(new Date()) })}</strong>
        <ul className="og-recovery-list" translate="no">
          {shown.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ul>
      </div>
      <div className="og-factor-actions">
        <CopyButton text={shown.join("\n")} />
        <Button onClick={() => window.print()}>{t("access:factor.print")}</Button>
      </div>
      <Checkbox checked={isKept} onChange={(event) => setKept(event.target.checked)}>
        {t("access:factor.kept")}
      </Checkbox>
      <Button type="primary" disabled={!isKept} onClick={onDone}>
        {t("access:factor.done")}
      </Button>
    </div>
  );
}
