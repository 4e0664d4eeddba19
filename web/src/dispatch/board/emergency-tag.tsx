import type { CaseCard } from "@onegrid/core/dispatch/contract";
import { useText } from "../../i18n/index.ts";
import "./emergency-tag.css";

/** That a case is a rehearsal (演练), or was reported under the emergency plan. */
export function EmergencyTag({
  card: { emergency },
}: {
  readonly card: Pick<CaseCard, "emergency">;
}) {
  const t = useText();
  if (emergency === undefined) return null;
  const kind = emergency.isRehearsal ? "exercise" : "actual";
  return (
    <span className={`og-case-emergency og-case-emergency-${kind}`}>
      {t(`dispatch:emergency.${kind}`)}
    </span>
  );
}
