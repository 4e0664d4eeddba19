import { expect, type Page } from "@playwright/test";
import type { TestHandle } from "../src/map/expose-for-tests.ts";

declare global {
  interface Window {
    __test?: TestHandle;
  }
}

/** Password of every demo account. */
const DEMO_PASSWORD = "onegrid-demo";

/** A block of homes in the demo estate. Not the middle of the data: another journey imports more of it. */
export const HOME: [number, number] = [102.190385, 38.520394];

/** Signs in without the page, as one of the demo accounts. */
export async function signIn(page: Page, login = "planner"): Promise<void> {
  const response = await page.request.post("/api/access/sign-in", {
    headers: { "x-onegrid": "1" },
    data: { login, password: DEMO_PASSWORD },
  });
  expect(response.status(), await response.text()).toBe(200);
}

/** Opens a workspace and waits until its map has drawn. */
export async function openDesk(page: Page, path = "/division"): Promise<void> {
  await page.goto(path);
  await mapIdle(page);
}

/** The desk comes after its map: a key before that is heard by nobody. */
export const untilDeskListens = (page: Page): Promise<void> =>
  expect(page.getByRole("button", { name: /^新建上报/ })).toBeVisible();

/** Begins a report by its key. */
export async function startReport(page: Page): Promise<void> {
  await untilDeskListens(page);
  await page.keyboard.press("n");
}

/** Until everything wanted is loaded and drawn. */
export async function mapIdle(page: Page): Promise<void> {
  await page.waitForFunction(() => window.__test !== undefined);
  await page.evaluate(() => window.__test?.idle());
}

/** Moves without animation, then waits. */
export async function jumpTo(page: Page, center: [number, number], zoom: number): Promise<void> {
  await page.evaluate((target) => void window.__test?.map.jumpTo(target), { center, zoom });
  await mapIdle(page);
}

/** How many features of these layers are on the screen. */
export const countDrawn = (page: Page, layers: string[]): Promise<number> =>
  page.evaluate(
    (ids) => window.__test?.map.queryRenderedFeatures({ layers: ids }).length ?? 0,
    layers,
  );

/** Where a place is on the page, for `page.mouse`. */
export const pointOf = (
  page: Page,
  position: [number, number],
): Promise<{ x: number; y: number }> =>
  page.evaluate((lngLat) => {
    const map = window.__test?.map;
    if (map === undefined) throw new Error("the page was not built with VITE_E2E=1");
    const { x, y } = map.project(lngLat);
    const box = map.getCanvas().getBoundingClientRect();
    return { x: box.left + x, y: box.top + y };
  }, position);

/** Different colours on the map's canvas, read inside a frame: an empty map has one or two. */
export const countColors = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const map = window.__test?.map;
        if (map === undefined) throw new Error("the page was not built with VITE_E2E=1");
        map.once("render", () => {
          const gl = map.getCanvas().getContext("webgl2");
          if (gl === null) throw new Error("no WebGL 2");
          const { drawingBufferWidth: width, drawingBufferHeight: height } = gl;
          const bytes = new Uint8Array(width * height * 4);
          gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, bytes);
          resolve(new Set(new Uint32Array(bytes.buffer)).size);
        });
        map.triggerRepaint();
      }),
  );

/** Pixels of the map's canvas that have nearly this colour, read inside a frame. */
export const countPixels = (
  page: Page,
  color: readonly [number, number, number],
): Promise<number> =>
  page.evaluate(
    ([red, green, blue]) =>
      new Promise<number>((resolve) => {
        const map = window.__test?.map;
        if (map === undefined) throw new Error("the page was not built with VITE_E2E=1");
        map.once("render", () => {
          const gl = map.getCanvas().getContext("webgl2");
          if (gl === null) throw new Error("no WebGL 2");
          const { drawingBufferWidth: width, drawingBufferHeight: height } = gl;
          const bytes = new Uint8Array(width * height * 4);
          gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, bytes);
          const isNear = (at: number, wanted: number): boolean =>
            Math.abs((bytes[at] ?? 0) - wanted) <= 3;
          let count = 0;
          for (let at = 0; at < bytes.length; at += 4)
            if (isNear(at, red) && isNear(at + 1, green) && isNear(at + 2, blue)) count += 1;
          resolve(count);
        });
        map.triggerRepaint();
      }),
    color,
  );

/** Takes the graphics device away, as a driver does that starts again, and gives it back. */
export const loseDevice = (page: Page, forMs: number): Promise<void> =>
  page.evaluate((ms) => {
    const gl = window.__test?.map.getCanvas().getContext("webgl2");
    const handle = gl?.getExtension("WEBGL_lose_context");
    handle?.loseContext();
    setTimeout(() => handle?.restoreContext(), ms);
  }, forMs);
