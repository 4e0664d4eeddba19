import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { test } from "./journey.ts";
import type { GeoJSONSource } from "maplibre-gl";
import { jumpTo, mapIdle, openDesk, signIn } from "./desk.ts";

/** One kind leaves people out: there is something to win and to lose. */
const ONE_KIND = "w-kinds=party_square";

interface Asked {
  readonly total: { readonly households: { readonly covered: number } };
  readonly stations: readonly { readonly id: string; readonly position: [number, number] }[];
  readonly key: string;
}

const numberIn = (text: string | null): number =>
  Number((text ?? "").replace("−", "-").replaceAll(/[^\d-]/g, ""));
const gain = async (page: Page): Promise<number> =>
  numberIn(await page.getByTestId("try-gain").locator("b").textContent());

async function stationPoint(page: Page, id: string): Promise<{ x: number; y: number }> {
  const point = await page.evaluate((wanted) => {
    const map = window.__test?.map;
    if (map === undefined) throw new Error("the page was not built with VITE_E2E=1");
    const box = map.getCanvas().getBoundingClientRect();
    const found = map
      .queryRenderedFeatures({ layers: ["coverage-try-stations", "coverage-try-held"] })
      .find(({ properties }) => properties["id"] === wanted);
    if (found?.geometry.type !== "Point") return null;
    const [lng = 0, lat = 0] = found.geometry.coordinates;
    const { x, y } = map.project([lng, lat]);
    return { x: box.left + x, y: box.top + y };
  }, id);
  if (point === null) throw new Error(`station ${id} is not on the map`);
  return point;
}

/** What the server computes with the station at the very place where the page has it. */
async function coveredByServer(page: Page, id: string): Promise<number> {
  const position = await page.evaluate(async (wanted) => {
    const source = window.__test?.map.getSource<GeoJSONSource>("coverage-try-held");
    const data = await source?.getData();
    if (data?.type !== "FeatureCollection") return null;
    const found = data.features.find(({ properties }) => properties?.["id"] === wanted);
    return found?.geometry.type === "Point" ? found.geometry.coordinates : null;
  }, id);
  const headers = { "x-onegrid": "1" };
  const areas: { areas: { id: string; parentId: string | null }[] } = await (
    await page.request.get("/api/areas")
  ).json();
  const saved = await page.request.post("/api/coverage/scenarios", {
    headers,
    data: {
      areaId: areas.areas.find(({ parentId }) => parentId === null)?.id,
      name: "试改与服务器对照",
      note: "",
      isShared: false,
      changes: [{ change: "move-station", id, position }],
    },
  });
  expect(saved.status(), await saved.text()).toBe(201);
  const scenario: { id: string; revision: number } = await saved.json();
  const reply: Asked = await (await page.request.get(`${ASKED}&scenario=${scenario.id}`)).json();
  const mine = `/api/coverage/scenarios/${scenario.id}?expectedRevision=${scenario.revision}`;
  await page.request.delete(mine, { headers });
  return reply.total.households.covered;
}

const ASKED = "/api/coverage?basis=distance&metres=500&kinds=party_square";

test("a leader drags a station, sees who gains and loses, and takes it back", async ({ page }) => {
  await signIn(page, "leader");
  await openDesk(page, `/coverage?${ONE_KIND}`);
  const before: Asked = await (await page.request.get(ASKED)).json();
  const [station] = before.stations;
  if (station === undefined) throw new Error("the demo has no such station");
  const whole = await page.getByTestId("covered-fraction").textContent();
  await page.getByRole("button", { name: "试一试", exact: true }).click();
  await expect(page.getByTestId("try-gain")).toContainText("±0");
  await jumpTo(page, station.position, 15);
  const from = await stationPoint(page, station.id);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x - 40, from.y - 60, { steps: 4 });
  await page.mouse.move(from.x - 70, from.y - 160, { steps: 8 });
  // In the hand already: numbers follow before anything is let go.
  await expect.poll(() => gain(page)).not.toBe(0);
  await page.mouse.up();
  await expect(page.locator(".og-try-steps")).toContainText("已改 1 处");
  const moved = await page.evaluate(() => {
    const found = window.__test?.map
      .queryRenderedFeatures({ layers: ["coverage-change"] })
      .filter(({ state }) => state["change"] === 1 || state["change"] === -1);
    return found?.length ?? 0;
  });
  expect(moved).toBeGreaterThan(0);
  const shown = numberIn(
    (await page.getByTestId("try-before-after").textContent())?.split("→")[1]?.split("户")[0] ??
      null,
  );
  expect(shown - before.total.households.covered).toBe(await gain(page));
  expect(shown).toBe(await coveredByServer(page, station.id));
  await mapIdle(page);
  const { violations } = await new AxeBuilder({ page }).include(".og-try").analyze();
  expect(violations).toEqual([]);
  await page.screenshot({ path: test.info().outputPath("tried.png") });
  await page.keyboard.press("Control+z");
  await expect(page.getByTestId("try-gain")).toContainText("±0");
  await expect(page.getByTestId("covered-fraction")).toHaveText(whole ?? "");
  await page.getByRole("button", { name: "结束试改" }).click();
  await expect(page.getByTestId("try-gain")).toHaveCount(0);
});

test("a station that closes early loses its evening households, and undo opens it again", async ({
  page,
}) => {
  await signIn(page, "leader");
  await openDesk(page, `/coverage?${ONE_KIND}`);
  await page.getByRole("button", { name: "试一试", exact: true }).click();
  await page.getByRole("button", { name: "改时间", exact: true }).click();
  await page.getByRole("button", { name: /^站点/ }).click();
  await page.locator(".og-place-list button").first().click();
  // Without an hour in the definition no hours matter: the card says so and offers one.
  const card = page.getByRole("region", { name: "选中的站点" });
  await expect(card).toContainText("当前口径不看时段");
  await card.getByRole("button", { name: /改看/ }).click();
  await expect(card).toContainText("开着，计入覆盖");
  await expect(page.getByTestId("try-gain")).toContainText("±0");
  await card.getByLabel("关门").selectOption("17:30");
  await expect(card).toContainText("没开，不计入覆盖");
  await expect.poll(() => gain(page)).toBeLessThan(0);
  const { violations } = await new AxeBuilder({ page }).include(".og-try").analyze();
  expect(violations).toEqual([]);
  await page.keyboard.press("Control+z");
  await expect(page.getByTestId("try-gain")).toContainText("±0");
});
