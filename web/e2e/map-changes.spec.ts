import { expect, type Page } from "@playwright/test";
import { test } from "./journey.ts";
import { countColors, countDrawn, loseDevice, mapIdle, openDesk, signIn } from "./desk.ts";

/** Says once that the roads have a new revision, and serves it (the same bytes) under its address. */
async function serveNewRevision(page: Page): Promise<{ tell: () => void; asked: string[] }> {
  const asked: string[] = [];
  let isTold = false;
  let old = "";
  await page.route("**/api/stream", async (route) => {
    if (!isTold) return route.abort();
    return route.fulfill({
      contentType: "text/event-stream",
      body: 'event: layers\ndata: {"layer":"ways","revision":99}\n\n',
    });
  });
  await page.route("**/api/layers", async (route) => {
    const answer = await route.fetch();
    const text = await answer.text();
    old = /\/tiles\/ways\/\d+\//.exec(text)?.[0] ?? "";
    await route.fulfill({
      response: answer,
      body: isTold ? text.replaceAll(old, "/tiles/ways/99/") : text,
    });
  });
  await page.route("**/tiles/ways/99/**", async (route) => {
    const url = route.request().url();
    asked.push(url);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await route.fulfill({
      response: await route.fetch({ url: url.replace("/tiles/ways/99/", old) }),
    });
  });
  return { tell: () => (isTold = true), asked };
}

test("a new revision of a layer takes the old one's place without a gap", async ({ page }) => {
  await signIn(page);
  const { tell, asked } = await serveNewRevision(page);
  await openDesk(page);
  await expect.poll(() => countDrawn(page, ["ways-road"])).toBeGreaterThan(10);
  const fewest = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const map = window.__test?.map;
        const counts: number[] = [];
        map?.on("render", () =>
          counts.push(map.queryRenderedFeatures({ layers: ["ways-road"] }).length),
        );
        setTimeout(() => resolve(Math.min(...counts)), 9_000);
      }),
  );
  tell();
  expect(await fewest).toBeGreaterThan(10);
  expect(asked.length).toBeGreaterThan(0);
});

test("tiles that were refused as stale are drawn in the new revision", async ({ page }) => {
  await signIn(page);
  const { tell } = await serveNewRevision(page);
  await page.route(/\/tiles\/ways\/(?!99\/)/, (route) => route.fulfill({ status: 409 }));
  const isRefused = page.waitForResponse((response) => response.status() === 409);
  const goes = page.goto("/division");
  await isRefused;
  await page.waitForTimeout(500);
  tell();
  await goes;
  await expect.poll(() => countDrawn(page, ["ways-road"])).toBeGreaterThan(10);
});

test("the map comes back after the graphics device was lost", async ({ page }) => {
  await signIn(page);
  await openDesk(page);
  await loseDevice(page, 1_500);
  await expect(page.getByText("地图正在恢复")).toBeVisible();
  await expect(page.getByText("地图正在恢复")).toBeHidden();
  await mapIdle(page);
  expect(await countColors(page)).toBeGreaterThan(50);
});

test("a browser without WebGL 2 is told so, and the rest of the page works", async ({ page }) => {
  await page.addInitScript(() => {
    Object.assign(HTMLCanvasElement.prototype, { getContext: () => null });
  });
  await signIn(page);
  await page.goto("/division");
  await expect(page.getByRole("alert")).toContainText("这台设备无法显示地图");
  await expect(page.getByRole("list", { name: "辖区列表" })).toBeVisible();
});

test("marks of a workspace are drawn by deck.gl over the map", async ({ page }) => {
  await signIn(page);
  await openDesk(page);
  await page.evaluate(() => {
    const map = window.__test?.map;
    if (map === undefined) throw new Error("no map");
    const { lng, lat } = map.getCenter();
    const count = 2_000;
    window.__test?.show({
      id: "test-marks",
      title: { words: "marks" },
      group: "dispatch",
      isOn: true,
      legend: () => [],
      layers: () => [],
      marks: [
        {
          kind: "points",
          id: "test-points",
          radiusPixels: 6,
          positions: Float64Array.from({ length: count * 2 }, (_, at) =>
            at % 2 === 0 ? lng + Math.cos(at) * 0.004 : lat + Math.sin(at) * 0.004,
          ),
          colors: Uint8Array.from({ length: count * 4 }, (_, at) => (at % 4 < 2 ? 0 : 255)),
        },
        {
          kind: "arcs",
          id: "test-arcs",
          widthPixels: 3,
          data: [{ from: [lng - 0.01, lat], to: [lng + 0.01, lat], color: [255, 0, 255, 255] }],
        },
      ],
    });
  });
  await expect(
    page.locator("#deckgl-overlay, .maplibregl-control-container canvas"),
  ).toBeAttached();
  await page.waitForTimeout(1_500);
  await page.screenshot({ path: test.info().outputPath("marks.png") });
});
