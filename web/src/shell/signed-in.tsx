import type { Me } from "@onegrid/core/access/contract";
import { Navigate, useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, type ReactNode } from "react";
import { useMe } from "../access/index.ts";
import { useText } from "../i18n/index.ts";
import { errorSentence } from "../problem-text.ts";

interface SignedInProps {
  readonly page: (me: Me) => ReactNode;
  /** Also while a password of one's own, or a second factor, is due first. */
  readonly whilePasswordDue?: boolean;
}

/** A page for those who are signed in; the others are sent to sign in and come back. */
export function SignedIn({ page, whilePasswordDue = false }: SignedInProps) {
  const me = useMe();
  const t = useText();
  const navigate = useNavigate();
  const isOut = me.data === null;
  const wasIn = useRef(false);
  useEffect(() => {
    if (me.data != null) wasIn.current = true;
    if (!isOut) return;
    const next = `${location.pathname}${location.search}`;
    // A new page for whoever comes next: the stores may hold what only this reader might see.
    if (wasIn.current) location.replace(`/sign-in?next=${encodeURIComponent(next)}`);
    else void navigate({ to: "/sign-in", search: { next }, replace: true });
  }, [isOut, me.data, navigate]);
  const isDue = me.data?.mustChangePassword === true || me.data?.mustEnrolFactor === true;
  if (isDue && !whilePasswordDue) return <Navigate to="/account" replace />;
  if (me.data != null) return page(me.data);
  if (me.error === null) return null;
  return (
    <div className="og-page-note" role="alert">
      <p>{errorSentence(me.error)}</p>
      <button type="button" className="og-plain-button" onClick={() => void me.refetch()}>
        {t("shell:retry")}
      </button>
    </div>
  );
}
