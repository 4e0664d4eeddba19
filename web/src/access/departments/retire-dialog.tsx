import type { KeptBody } from "@onegrid/core/dispatch/departments-contract";
import { Modal } from "antd";
import { useText } from "../../i18n/index.ts";
import { BodyAlert } from "./body-alert.tsx";
import { useChangeDirectory } from "./departments-api.ts";

interface RetireDialogProps {
  readonly body: KeptBody;
  readonly onLeave: () => void;
}

/** Gives a body up from today on, or takes it up again; what was is kept. */
export function RetireDialog({ body, onLeave }: RetireDialogProps) {
  const t = useText();
  const save = useChangeDirectory(onLeave);
  const isRetired = body.validTo !== null;
  const step = isRetired ? "restore" : "retire";
  return (
    <Modal
      open
      title={t(`duties:bodies.${step}Of`, { name: body.name })}
      okText={t(`duties:bodies.${step}`)}
      cancelText={t("duties:cancel")}
      okButtonProps={{ danger: !isRetired, loading: save.isPending }}
      onOk={() => save.mutate({ [step]: [body.id] })}
      onCancel={onLeave}
    >
      <p>{t(`duties:bodies.${step}About`)}</p>
      <BodyAlert error={save.error} />
    </Modal>
  );
}
