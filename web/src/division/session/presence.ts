import { create } from "zustand";
import type { PresenceBody, PresenceReply } from "@onegrid/core/division/contract";
import { useEffect } from "react";
import { call } from "../../api.ts";
import { keepSaying, PAGE_ID } from "../../being-here.ts";
import { subscribeLive } from "../../live.ts";
import { sayPresence } from "../state/routes.ts";

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
    const saying = keepSaying({
      everyMs: HEARTBEAT_MS,
      here: () => {
        tell(divisionId, "here").then(
          (reply) => {
            if (!isOver) usePresence.setState(reply);
          },
          // Said again with the next beat; nobody's work hangs on it.
          () => undefined,
        );
      },
      leave: () => tell(divisionId, "leaves"),
    });
    const stop = subscribeLive("division", ({ data }) => {
      if (isPresenceOf(data, divisionId)) saying.again();
    });
    return () => {
      isOver = true;
      stop();
      saying.stop();
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
