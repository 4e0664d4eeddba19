import { useState } from "react";
import { useText } from "../../i18n/index.ts";
import { clock } from "../state/format.ts";
import type { OpenPlan } from "../state/page-state.ts";
import { claim, useBeingHere, usePresence } from "./presence.ts";
import { reasonSentence } from "../state/refusal-text.ts";

/** Who else is in this community of the plan, and who draws alone there until when. */
export function PresenceLine({ open }: { readonly open: OpenPlan }) {
  const t = useText();
  useBeingHere(open.divisionId);
  const { others, claimedUntil } = usePresence();
  if (others.length === 0 && claimedUntil === null) return null;
  const holder = others.find((other) => other.claimedUntil !== null);
  const names = [
    ...new Set(others.map(({ name, isMine }) => (isMine ? t("plan:here.you") : name))),
  ];
  return (
    <div className={holder === undefined ? "og-presence" : "og-presence og-claimed"} role="status">
      {others.length > 0 && (
        <span translate="no">{t("plan:here.others", { names: names.join("、") })}</span>
      )}
      {holder?.claimedUntil != null && (
        <b translate="no">
          {t("plan:here.claimedBy", {
            name: holder.isMine ? t("plan:here.you") : holder.name,
            until: clock(holder.claimedUntil),
          })}
        </b>
      )}
      {claimedUntil !== null && <b>{t("plan:here.claimed", { until: clock(claimedUntil) })}</b>}
      {open.isEditable && holder === undefined && (
        <ClaimButton divisionId={open.divisionId} hasClaim={claimedUntil !== null} />
      )}
    </div>
  );
}

interface ClaimButtonProps {
  readonly divisionId: string;
  readonly hasClaim: boolean;
}

function ClaimButton({ divisionId, hasClaim }: ClaimButtonProps) {
  const t = useText();
  const [error, setError] = useState<unknown>(null);
  const ask = (): void => {
    setError(null);
    claim(divisionId, !hasClaim).catch((reason: unknown) => setError(reason));
  };
  return (
    <>
      <button type="button" className="og-text-button" onClick={ask}>
        {t(hasClaim ? "plan:here.release" : "plan:here.claim")}
      </button>
      {error !== null && <em role="alert">{reasonSentence(error)}</em>}
    </>
  );
}
