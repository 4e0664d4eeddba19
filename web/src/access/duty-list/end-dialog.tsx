import { findEndFault } from "@onegrid/core/dispatch";
import type { ListedEntry, ListedPlace } from "@onegrid/core/dispatch/duty-list-contract";
import { Input, Modal } from "antd";
import { useState } from "react";
import { dayAfter, lastDayBefore } from "../../i18n/days.ts";
import { useText } from "../../i18n/index.ts";
import { TextField } from "../text-field.tsx";
import { keepDutyChange } from "./duty-draft.ts";
import { faultWords } from "./duty-words.ts";

interface Asked {
  readonly key: string;
  /** As it was chosen before. */
  readonly validTo: string | null;
}
export type AskedEnd = Asked & { readonly kind: "end"; readonly ended: ListedEntry };
export type AskedPlaceEnd = Asked & { readonly kind: "endPlace"; readonly ended: ListedPlace };

interface EndDialogProps {
  readonly asked: AskedEnd | AskedPlaceEnd;
  readonly today: string;
  readonly onLeave: () => void;
}

/** The last day of an entry, or of a place. What has not begun can be taken back. */
export function EndDialog({ asked, today, onLeave }: EndDialogProps) {
  const t = useText();
  const { ended } = asked;
  const isComing = ended.validFrom > today;
  const usual = isComing ? ended.validFrom : dayAfter(today);
  const [lastDay, setLastDay] = useState(lastDayBefore(asked.validTo ?? usual));
  const validTo = lastDay === "" ? "" : dayAfter(lastDay);
  const fault = lastDay === "" ? null : findEndFault(ended, { id: ended.id, validTo, today });
  const name = asked.kind === "end" ? asked.ended.unitName : asked.ended.name;
  return (
    <Modal
      open
      title={t("duties:endOf", { name })}
      okText={t("duties:keep")}
      cancelText={t("duties:cancel")}
      okButtonProps={{ disabled: lastDay === "" || fault !== null }}
      onOk={() => {
        keepDutyChange({ ...asked, validTo });
        onLeave();
      }}
      onCancel={onLeave}
    >
      <p className="og-muted">{t("duties:endAbout")}</p>
      <TextField
        label={t("duties:lastDay")}
        fault={fault && faultWords(fault, t)}
        hint={t(isComing ? "duties:takeBack" : "duties:lastDayHint")}
      >
        {(id) => (
          <Input
            id={id}
            type="date"
            className="og-rule-day"
            value={lastDay}
            onChange={({ target }) => setLastDay(target.value)}
          />
        )}
      </TextField>
    </Modal>
  );
}
