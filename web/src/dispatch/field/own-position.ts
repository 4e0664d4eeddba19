import { create } from "zustand";

/** Where the phone is, as it says itself (WGS 84), and how far off that may be. */
export interface Fix {
  readonly position: readonly [number, number];
  readonly accuracyMetres: number;
  readonly at: number;
}

/** `off`: nobody needs it now. `denied`: not allowed, or the page is not served over HTTPS. */
type Finding = "off" | "finding" | "found" | "denied";

/**
 * The one watch on the phone's position. It runs while a part of the page needs it; nothing is sent from
 * here (`share-position.tsx` does, where its owner wants it).
 */
export const useFix = create<{ readonly fix: Fix | null; readonly finding: Finding }>(() => ({
  fix: null,
  finding: "off",
}));

let users = 0;
let watch: number | null = null;

/** Keeps the position while somebody needs it; call the answer when they do not any more. */
export function watchPosition(): () => void {
  users += 1;
  if (users === 1) start();
  return () => {
    users -= 1;
    if (users === 0) stop();
  };
}

function start(): void {
  if (!("geolocation" in navigator) || !globalThis.isSecureContext) {
    useFix.setState({ finding: "denied" });
    return;
  }
  useFix.setState(({ fix }) => ({ finding: fix === null ? "finding" : "found" }));
  watch = navigator.geolocation.watchPosition(
    ({ coords, timestamp }) =>
      useFix.setState({
        finding: "found",
        fix: {
          position: [coords.longitude, coords.latitude],
          accuracyMetres: Math.round(coords.accuracy),
          at: timestamp,
        },
      }),
    ({ code, PERMISSION_DENIED }) => {
      // Under a roof it may take a while; only a "no" is an answer.
      if (code === PERMISSION_DENIED) useFix.setState({ finding: "denied" });
    },
    { enableHighAccuracy: true, maximumAge: 10_000 },
  );
}

function stop(): void {
  if (watch !== null) navigator.geolocation.clearWatch(watch);
  watch = null;
  useFix.setState({ finding: "off" });
}
