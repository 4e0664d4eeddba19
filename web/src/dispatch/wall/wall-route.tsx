import type { Me } from "@onegrid/core/access/contract";
import { Navigate } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useMe } from "../../access/index.ts";
import { useText } from "../../i18n/index.ts";
import { useLiveState } from "../../live.ts";
import { errorSentence } from "../../problem-text.ts";
import { workspaceOf } from "../../shell/workspaces.ts";
import { WallBoundary } from "./wall-boundary.tsx";
import { WallPage } from "./wall-page.tsx";
import "./wall.css";

const ASK_AGAIN_MS = 10_000;

/**
 * The wall for whoever may open the desk. A session that ends is told in large words, and the page begins
 * anew by itself as soon as somebody has signed in at this browser.
 */
export function WallRoute() {
  const t = useText();
  const me = useMe();
  const wasIn = useWasIn(me.data);
  const hasEnded =
    useLiveState(({ state }) => state === "signed-out") || (wasIn && me.data === null);
  if (hasEnded) return <Ended />;
  if (me.data === null) return <Navigate to="/sign-in" search={{ next: "/wall" }} replace />;
  if (me.data === undefined) {
    if (me.error === null) return <Words>{t("wall:starting")}</Words>;
    return <Away error={me.error} retry={() => void me.refetch()} />;
  }
  if (me.data.mustChangePassword || me.data.mustEnrolFactor)
    return <Navigate to="/account" replace />;
  if (!workspaceOf("dispatch").isFor(me.data)) return <Words>{t("shell:panel.denied")}</Words>;
  return (
    <WallBoundary fallback={<Words>{t("wall:fault")}</Words>}>
      <WallPage me={me.data} />
    </WallBoundary>
  );
}

function useWasIn(me: Me | null | undefined): boolean {
  const wasIn = useRef(false);
  useEffect(() => {
    if (me != null) wasIn.current = true;
  }, [me]);
  return wasIn.current;
}

const Words = ({ children }: { readonly children: string }) => (
  <main className="og-wall-words">
    <p>{children}</p>
  </main>
);

function Away({ error, retry }: { readonly error: unknown; readonly retry: () => void }) {
  const again = useRef(retry);
  again.current = retry;
  useEffect(() => {
    const timer = setInterval(() => again.current(), ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <main className="og-wall-words">
      <p role="alert">{errorSentence(error)}</p>
    </main>
  );
}

/** Nothing is left on the screen of what only the last reader might see. */
function Ended() {
  const t = useText();
  useEffect(() => {
    const look = async (): Promise<void> => {
      const answer = await fetch("/api/access/me").catch(() => null);
      if (answer?.ok === true) location.reload();
    };
    const timer = setInterval(() => void look(), ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <main className="og-wall-words">
      <h1>{t("wall:sessionEnded")}</h1>
      <p role="alert">{t("wall:endedWhy")}</p>
      <a href="/sign-in?next=%2Fwall">{t("wall:signIn")}</a>
    </main>
  );
}
