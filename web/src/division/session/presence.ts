import { create } from "zustand";
import type { PresenceBody, PresenceReply } from "@onegrid/core/division/contract";
import { useEffect } from "react";
import { call } from "../../api.ts";
import { beforeSignOut } from "../../before-sign-out.ts";
import { subscribeLive } from "../../live.ts";
import { sayPresence } from "../state/routes.ts";

/** One id as long as this page is open. */
const PAGE_ID = crypto.randomUUID();
/** Three times as often as the server takes a page for gone. */
const HEARTBEAT_MS = 20_000;
const NOBODY: PresenceReply = { others: [], claimedUntil: null };

/** Who else has the open division open (在场). */
export const usePresence = create<PresenceReply>(() => NOBODY);

const tell = (divisionId: string, says: PresenceBody["says"]): Promise<PresenceReply> =>
  call(sayPresence, { params: { id: divisionId }, body: { pageId: PAGE_ID, says } });

/** Tells that the division is open here, and hears who else has it open. */
export function useBeingHere(divisionId: string): void {
  useEffect(() => {
    let isOver = false;
    let isLeaving = false;
    const here = (): void => {
      if (isLeaving) return;
      tell(divisionId, "here").then(
        (reply) => {
          if (!isOver) usePresence.setState(reply);
        },
        // Said again with the next beat; nobody's work hangs on it.
        () => undefined,
      );
    };
    here();
    const timer = setInterval(() => {
      // Whoever is still here did not sign out after all.
      isLeaving = false;
      here();
    }, HEARTBEAT_MS);
    const stop = subscribeLive("division", ({ data }) => {
      if (isPresenceOf(data, divisionId)) here();
    });
    const leave = (): void => void tell(divisionId, "leaves").catch(() => undefined);
    // That it left is an event as well, and must not bring the page back.
    const forget = beforeSignOut(() => {
      isLeaving = true;
      return tell(divisionId, "leaves");
    });
    addEventListener("pagehide", leave);
    return () => {
      isOver = true;
      clearInterval(timer);
      stop();
      forget();
      removeEventListener("pagehide", leave);
      leave();
      usePresence.setState(NOBODY);
    };
  }, [divisionId]);
}

/** Draws alone for a while, or no longer. @throws ApiProblem `division.claimed`. */
export async function claim(divisionId: string, isWanted: boolean): Promise<void> {
  usePresence.setState(await tell(divisionId, isWanted ? "claim" : "release"));
}

function isPresenceOf(data: unknown, divisionId: string): boolean {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the contract of the stream
  const { kind, payload } = data as {
    readonly kind?: string;
    readonly payload?: { readonly divisionId?: string };
  };
  return kind === "division.presence-changed" && payload?.divisionId === divisionId;
}
