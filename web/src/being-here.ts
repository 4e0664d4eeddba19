import { beforeSignOut } from "./before-sign-out.ts";

/** One id as long as this page is open. (`randomUUID` needs HTTPS.) */
export const PAGE_ID = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
  byte.toString(16).padStart(2, "0"),
).join("");

interface Saying {
  /** Says that this page is there. */
  readonly here: () => void;
  /** Says that it is not any more. */
  readonly leave: () => Promise<unknown>;
  readonly everyMs: number;
}

/** Says at once and again and again that this page is there, and when it is closed or signed out that it is not. */
export function keepSaying({ here, leave, everyMs }: Saying) {
  let isLeaving = false;
  const again = (): void => {
    if (!isLeaving) here();
  };
  again();
  const timer = setInterval(() => {
    // Whoever is still here did not sign out after all.
    isLeaving = false;
    again();
  }, everyMs);
  const leaveAtOnce = (): void => void leave().catch(() => undefined);
  // That it left is news as well, and must not bring the page back.
  const forget = beforeSignOut(() => {
    isLeaving = true;
    return leave();
  });
  addEventListener("pagehide", leaveAtOnce);
  return {
    /** Says it now: others have something new to tell, or this page has. */
    again,
    stop: (): void => {
      clearInterval(timer);
      forget();
      removeEventListener("pagehide", leaveAtOnce);
      leaveAtOnce();
    },
  };
}
