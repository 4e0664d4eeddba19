import { Input, Modal } from "antd";
import { useState, type ReactNode } from "react";
import { useText } from "../../i18n/index.ts";
import { TextField } from "../text-field.tsx";

interface RuleDialogProps {
  readonly title: string;
  readonly today: string;
  readonly about?: string;
  readonly isReady: boolean;
  readonly onKeep: (validFrom: string) => void;
  readonly onLeave: () => void;
  readonly children?: ReactNode;
}

/** A rule that is edited, and the day from which it says so. */
export function RuleDialog(props: RuleDialogProps) {
  const { title, today, about, isReady, onKeep, onLeave, children } = props;
  const t = useText();
  const [validFrom, setValidFrom] = useState(today);
  return (
    <Modal
      open
      width={760}
      title={title}
      okText={t("rules:keep")}
      cancelText={t("rules:cancel")}
      okButtonProps={{ disabled: !isReady || validFrom === "" }}
      onOk={() => {
        onKeep(validFrom);
        onLeave();
      }}
      onCancel={onLeave}
    >
      {about !== undefined && <p className="og-muted">{about}</p>}
      <TextField label={t("rules:from")} hint={t("rules:fromHint")}>
        {(id) => (
          <Input
            id={id}
            type="date"
            className="og-rule-day"
            value={validFrom}
            onChange={(event) => setValidFrom(event.target.value)}
          />
        )}
      </TextField>
      {children}
    </Modal>
  );
}
