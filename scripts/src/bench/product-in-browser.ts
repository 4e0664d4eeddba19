import { spawn, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { DEMO_PASSWORD } from "@onegrid/server";
import type { Page } from "@playwright/test";

/** A store that is filled first takes minutes. */
const READY_MS = 40 * 60_000;

export const chromiumPath = (): string => process.env["CHROMIUM"] ?? "/usr/bin/chromium";

/** Whether there is a browser to ask: Debian `chromium`, or the one that `CHROMIUM` names. */
export const hasChromium = (): boolean => existsSync(chromiumPath());

export const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });

/** The product in a process of its own, by one of the scripts here that start it with a store. */
export function startProduct(
  port: number,
  script: URL,
  more: Readonly<Record<string, string>> = {},
): ChildProcess {
  const env = { ...process.env, PORT: String(port), ...more };
  return spawn(process.execPath, [fileURLToPath(script)], {
    env,
    stdio: ["ignore", "ignore", "inherit"],
  });
}

export async function untilReady(baseURL: string): Promise<void> {
  const until = Date.now() + READY_MS;
  while (Date.now() < until) {
    const isReady = await fetch(`${baseURL}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return;
    await sleep(500);
  }
  throw new Error("the product did not become ready");
}

/** Signs in as one of the demo's accounts. */
export async function signIn(page: Page, login: string): Promise<void> {
  const headers = { "x-onegrid": "1" };
  const data = { login, password: DEMO_PASSWORD };
  const signedIn = await page.request.post("/api/access/sign-in", { headers, data });
  if (!signedIn.ok()) throw new Error(await signedIn.text());
}

interface MapInPage {
  jumpTo(to: { center: [number, number]; zoom: number }): unknown;
  project(place: [number, number]): { x: number; y: number };
  getCanvas(): HTMLCanvasElement;
  getLayer(id: string): object | undefined;
  once(event: "render", listener: () => void): unknown;
  triggerRepaint(): void;
}

declare global {
  interface Window {
    /** What a page that was built for journeys lets others see of its map. */
    __test?: { readonly map: MapInPage; idle(): Promise<unknown> };
  }
}
