import type { Me } from "@onegrid/core/access/contract";
import { useEffect, useState } from "react";
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
  const t = useText();
  // Read once: what is kept is written anew as soon as the server has answered.
  const [before] = useState(keptMe);
  useEffect(startShell, []);
  useEffect(() => {
    if (me.data != null) keepMe(me.data);
    // Signed out on purpose, here or at the desk, and not by a session that ended.
    if (me.data === null && keptMe() === null) void forgetKept();
  }, [me.data]);
  if (me.data === null) return <Navigate to="/sign-in" search={{ next: "/field" }} replace />;
  if (me.data?.mustChangePassword === true || me.data?.mustEnrolFactor === true)
    return <Navigate to="/account" replace />;
  const present = me.data ?? (isAway(me.error) || me.isPending ? before : null);
  if (present !== null) return <Opened key={present.id} me={present} />;
  if (me.error === null) return null;
  return (
    <div className="og-page-note" role="alert">
      <p>{isAway(me.error) ? t("field:needsLine") : errorSentence(me.error)}</p>
      <button type="button" className="og-plain-button" onClick={() => void me.refetch()}>
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
