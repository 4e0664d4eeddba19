import { expect, type Page } from "@playwright/test";
import { test } from "./journey.ts";
import {
  HOME,
  countColors,
  countDrawn,
  jumpTo,
  mapIdle,
  openDesk,
  pointOf,
  signIn,
} from "./desk.ts";

test("a visitor signs in with one click and the map draws the district", async ({ page }) => {
  await page.goto("/");
  await expect(page).toHaveURL(/\/sign-in/);
  await page
    .getByRole("button", { name: /规划员/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\/division/);
  await mapIdle(page);
  // The map is idle before its first tiles are asked for, too.
  await expect.poll(() => countDrawn(page, ["ways-road", "compounds-fill"])).toBeGreaterThan(10);
  await expect.poll(() => countColors(page)).toBeGreaterThan(50);
  await page.screenshot({ path: test.info().outputPath("map.png") });
});

test("a click on a building opens its card, Escape closes it", async ({ page }) => {
  await signIn(page, "dispatcher");
  await openDesk(page, "/dispatch");
  const place = await findBuilding(page);
  await jumpTo(page, place, 17);
  const { x, y } = await pointOf(page, place);
  await page.mouse.click(x, y);
  const card = page.getByRole("region", { name: "对象信息" });
  await expect(card).toContainText("户数");
  await expect(page).toHaveURL(/sel=buildings:/);
  await page.keyboard.press("Escape");
  await expect(card).toBeHidden();
});

test("search finds by initials and goes there by keyboard alone", async ({ page }) => {
  await signIn(page);
  await openDesk(page);
  const areas = await page.request.get("/api/areas");
  const body: { areas: { kind: string; name: string; initials: string }[] } = await areas.json();
  const community = body.areas.find(({ kind }) => kind === "community");
  if (community === undefined) throw new Error("the demo has no community");
  await page.keyboard.press("/");
  await page.keyboard.type(community.initials);
  await expect(page.getByRole("option", { name: community.name }).first()).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "对象信息" })).toBeVisible();
});

/** A building away from where other journeys report cases: a mark would be hit before it. */
async function findBuilding(page: Page): Promise<[number, number]> {
  const reply = await page.request.get(`/api/search?limit=50&q=${encodeURIComponent("号楼")}`);
  const { hits }: { hits: { kind: string; center: [number, number] }[] } = await reply.json();
  const found = hits.find(
    ({ kind, center: [lng] }) => kind === "building" && Math.abs(lng - HOME[0]) > 0.001,
  );
  if (found === undefined) throw new Error("the demo has no other building");
  return found.center;
}
