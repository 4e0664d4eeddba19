import { create } from "zustand";

interface ShellState {
  /** The page opens without a line. */
  readonly isKept: boolean;
  /** A newer page is on the phone, and waits for this one to be left. */
  readonly hasUpdate: boolean;
}

/** Whether the page itself is on the phone (`service-worker.ts`), beside the data. */
export const useShell = create<ShellState>(() => ({ isKept: false, hasUpdate: false }));

let started = false;
let waiting: ServiceWorker | null = null;

/** How often a page that stays open looks for a newer one. */
const LOOK_MS = 3_600_000;

/** Keeps the page on the phone, from now on. Not while it is developed, nor without HTTPS. */
export function startShell(): void {
  if (started || !import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  started = true;
  void register().catch((error: unknown) => {
    // The page works without; it only needs the line to be opened.
    console.warn("the page could not be kept on this device", error);
  });
}

async function register(): Promise<void> {
  const { serviceWorker } = navigator;
  const registration = await serviceWorker.register("/service-worker.js", { scope: "/field" });
  const note = (): void => {
    waiting = registration.waiting;
    useShell.setState({
      isKept: registration.active !== null,
      // The first one has nothing to take over from.
      hasUpdate: waiting !== null && serviceWorker.controller !== null,
    });
  };
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", note);
  });
  note();
  void serviceWorker.ready.then(note);
  setInterval(() => void registration.update().catch(() => undefined), LOOK_MS);
}

/** Goes over to the newer page, now that whoever uses it has time. */
export function reloadShell(): void {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), {
    once: true,
  });
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
  waiting?.postMessage("take-over");
}
