import type { Me } from "@onegrid/core/access/contract";
import { useEffect, useRef, useState } from "react";
import { Navigate } from "@tanstack/react-router";
import { useMe } from "../../access/index.ts";
import { isAway } from "../../api.ts";
import { useText } from "../../i18n/index.ts";
import { errorSentence } from "../../problem-text.ts";
import { FieldPage } from "./field-page.tsx";
import { forgetKept, keepMe, keptMe } from "./kept.ts";
import { openOutbox } from "./outbox-store.ts";
import { startShell } from "./shell-cache.ts";
import { openWork } from "./work-store.ts";
import "../card/case-card.css";
import "../dispatch.css";
import "./field.css";

/** The phone page for those who are signed in, or were when the line was there last. */
export function FieldRoute() {
  const me = useMe();
  const { data, error, isPending } = me;
  // Read once: what is kept is written anew as soon as the server has answered.
  const [before] = useState(keptMe);
  const isLeaving = useLeaving(data);
  useEffect(startShell, []);
  if (data === null)
    return isLeaving ? null : <Navigate to="/sign-in" search={{ next: "/field" }} replace />;
  if (data?.mustChangePassword === true || data?.mustEnrolFactor === true)
    return <Navigate to="/account" replace />;
  const present = data ?? (isAway(error) || isPending ? before : null);
  if (present !== null) return <Opened key={present.id} me={present} />;
  return error === null ? null : <NoEntry error={error} retry={() => void me.refetch()} />;
}

/** Keeps who may open the page without a line, and takes leave of whoever is signed in no more. */
function useLeaving(me: Me | null | undefined): boolean {
  const wasIn = useRef(false);
  useEffect(() => {
    if (me === undefined) return;
    if (me !== null) {
      wasIn.current = true;
      keepMe(me);
      return;
    }
    // Signed out on purpose, here or at the desk, and not by a session that ended.
    if (keptMe() === null) void forgetKept();
    // A new page for whoever comes next: the stores may hold what only this reader might see.
    if (wasIn.current) location.replace("/sign-in?next=%2Ffield");
  }, [me]);
  return wasIn.current;
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
