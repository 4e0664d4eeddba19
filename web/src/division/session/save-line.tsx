import { Button } from "antd";
import { useState } from "react";
import type { Me } from "@onegrid/core/access/contract";
import { useText } from "../../i18n/index.ts";
import { clock } from "../state/format.ts";
import { presentSession, saveAsCopy } from "../state/open-plan.ts";
import type { OpenPlan } from "../state/page-state.ts";
import { reasonSentence } from "../state/refusal-text.ts";

/** Whether everything is saved: always in view. */
export function SaveLine({ open, me }: { readonly open: OpenPlan; readonly me: Me }) {
  const t = useText();
  const { save, unsent } = open.session;
  return (
    <div className={`og-save og-save-${save.kind}`} role="status">
      <span>{useSaveWords(open)}</span>
      {save.kind === "waiting" && (
        <Button size="small" type="link" onClick={() => presentSession()?.retry()}>
          {t("division:save.retry")}
        </Button>
      )}
      {save.kind === "stopped" && unsent.length > 0 && <CopyButton open={open} me={me} />}
    </div>
  );
}

function useSaveWords({ session: { save, unsent } }: OpenPlan): string {
  const t = useText();
  switch (save.kind) {
    case "saved":
      return save.at === null
        ? t("division:save.fresh")
        : t("division:save.saved", { time: clock(save.at) });
    case "sending":
      return t("division:save.sending");
    case "waiting":
      return t("division:save.waiting", { count: unsent.length });
    default:
      return t("division:save.stopped", { reason: reasonSentence(save.reason) });
  }
}

function CopyButton({ open, me }: { readonly open: OpenPlan; readonly me: Me }) {
  const t = useText();
  const [error, setError] = useState<unknown>(null);
  const copy = (): void => {
    const name = t("division:save.copyName", { name: open.plan.name });
    saveAsCopy(name, me).catch((reason: unknown) => setError(reason));
  };
  return (
    <>
      <Button size="small" type="primary" onClick={copy}>
        {t("division:save.copy")}
      </Button>
      {error !== null && <em>{reasonSentence(error)}</em>}
    </>
  );
}
