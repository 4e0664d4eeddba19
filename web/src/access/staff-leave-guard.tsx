import { useBlocker } from "@tanstack/react-router";
import { Modal } from "antd";
import { useText } from "../i18n/index.ts";

/** Asks before the page is left while passwords wait to be fetched: afterwards nobody has them. */
export function StaffLeaveGuard({ isOn }: { readonly isOn: boolean }) {
  const t = useText();
  const blocker = useBlocker({
    shouldBlockFn: () => isOn,
    enableBeforeUnload: () => isOn,
    withResolver: true,
  });
  if (blocker.status !== "blocked") return null;
  return (
    <Modal
      open
      title={t("staff:import.leaveTitle")}
      okText={t("staff:import.stay")}
      cancelText={t("staff:import.leave")}
      cancelButtonProps={{ danger: true }}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      onOk={blocker.reset}
      onCancel={blocker.proceed}
    >
      <p>{t("staff:import.leaveAsk")}</p>
    </Modal>
  );
}
