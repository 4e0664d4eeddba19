import type { Me } from "@onegrid/core/access/contract";
import { getRouteApi, Navigate, useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, type ReactNode } from "react";
import { useMe } from "../access/index.ts";
import { useText } from "../i18n/index.ts";
import { errorSentence } from "../problem-text.ts";
import { Desk } from "./desk.tsx";
import { homeOf } from "./workspaces.ts";

const here = getRouteApi("/$workspace");
const home = getRouteApi("/");

/** The desk for those who are signed in. */
export function DeskRoute() {
  const { workspace } = here.useParams();
  return <SignedIn page={(me) => <Desk me={me} workspaceId={workspace} />} />;
}

/** On to the first workspace of the account, with the map's place and all that the link says. */
export function HomeRoute() {
  const search = home.useSearch();
  return (
    <SignedIn
      page={(me) => (
        <Navigate to="/$workspace" params={{ workspace: homeOf(me) }} search={search} replace />
      )}
    />
  );
}

/** A page for those who are signed in; the others are sent to sign in and come back. */
function SignedIn({ page }: { readonly page: (me: Me) => ReactNode }) {
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
