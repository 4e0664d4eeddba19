import type { Me } from "@onegrid/core/access/contract";
import { useEffect, useState } from "react";
import { useMe } from "../../access/index.ts";
import { isAway, isProblem } from "../../api.ts";
import { useText } from "../../i18n/index.ts";
import { errorSentence } from "../../problem-text.ts";
import { FieldPage } from "./field-page.tsx";
import { forgetKept, keepMe, keptMe } from "./kept.ts";
import { openOutbox, useOutbox } from "./outbox-store.ts";
import { startShell } from "./shell-cache.ts";
import { openWork, useWork } from "./work-store.ts";
import "../card/case-card.css";
import "../dispatch.css";
import "./field.css";

/** The phone page for those who are signed in, or were when the line was there last. */
export function FieldRoute() {
  const me = useMe();
  const { data, error, isPending } = me;
  // Read once: what is kept is written anew as soon as the server has answered.
  const [before] = useState(keptMe);
  const isDue = data?.mustChangePassword === true || data?.mustEnrolFactor === true;
  useLeaving(data, isDue);
  useOtherOwner(() => void me.refetch());
  useEffect(startShell, []);
  if (data === null || isDue) return null;
  const present = data ?? (isAway(error) || isPending ? before : null);
  if (present !== null) return <Opened key={present.id} me={present} />;
  return error === null ? null : <NoEntry error={error} retry={() => void me.refetch()} />;
}

/** Keeps who may open the page without a line; sends away who is not signed in, or has something to do first. */
function useLeaving(me: Me | null | undefined, isDue: boolean): void {
  useEffect(() => {
    if (me != null) keepMe(me);
    if (isDue) location.replace("/account");
    if (me !== null) return;
    // Signed out on purpose, here or at the desk, and not by a session that ended.
    if (keptMe() === null) void forgetKept();
    // A new page: the stores may hold what only the last reader might see, and this one has no kit.
    location.replace("/sign-in?next=%2Ffield");
  }, [me, isDue]);
}

/** Asks again who is signed in, once the server has refused something as another's. */
function useOtherOwner(ask: () => void): void {
  const isSending = useOutbox(({ isOthers }) => isOthers);
  const isReading = useWork(({ error }) => isProblem(error, "access.other-account"));
  const isOthers = isSending || isReading;
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- once for each time that it turns out
  useEffect(() => (isOthers ? ask() : undefined), [isOthers]);
}

function NoEntry({ error, retry }: { readonly error: unknown; readonly retry: () => void }) {
  const t = useText();
  return (
    <div className="og-page-note" role="alert">
      <p>{isAway(error) ? t("field:needsLine") : errorSentence(error)}</p>
      <button type="button" className="og-plain-button" onClick={retry}>
        {t("shell:retry")}
      </button>
    </div>
  );
}

function Opened({ me }: { readonly me: Me }) {
  useEffect(() => {
    const stops = [openOutbox(me.id), openWork(me.id)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [me.id]);
  return <FieldPage me={me} />;
}
