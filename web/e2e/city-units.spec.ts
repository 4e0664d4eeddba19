import { expect, type Page } from "@playwright/test";
import { test } from "./journey.ts";
import { countDrawn, jumpTo, mapIdle, openDesk, signIn } from "./desk.ts";

const LINES = ["city-units-line"];

interface Area {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly bbox: readonly [number, number, number, number];
}

async function choose(page: Page, { name }: Area): Promise<void> {
  await openDesk(page);
  await page.getByRole("radiogroup", { name: "查看" }).getByText("社区").click();
  await page.getByRole("list", { name: "辖区列表" }).getByRole("button", { name }).click();
}

async function openCommunity(page: Page): Promise<Area> {
  await signIn(page);
  const reply = await page.request.get("/api/areas");
  const { areas }: { areas: readonly Area[] } = await reply.json();
  const community = areas.find(({ kind }) => kind === "community");
  if (community === undefined) throw new Error("no community");
  await page.request.delete(`/api/communities/${community.id}/city-units`, {
    headers: { "x-onegrid": "1" },
  });
  await choose(page, community);
  return community;
}

test("a planner makes the hectare units of a community, sees them and opens one", async ({
  page,
}) => {
  const { bbox } = await openCommunity(page);
  const section = page.locator("section", {
    has: page.getByRole("heading", { name: "万米单元网格" }),
  });
  await expect(section.getByText("还没有生成")).toBeVisible();
  expect(await countDrawn(page, LINES).catch(() => 0)).toBe(0);

  await section.getByRole("button", { name: "生成万米单元网格" }).click();
  await expect(section.getByText(/\d+ 个，其中 \d+ 个（\d+ %）在 1 公顷 ±20 % 以内/)).toBeVisible();
  await expect(section.getByRole("button", { name: "重新生成" })).toBeVisible();

  // The layer came on by itself.
  const middle: [number, number] = [(bbox[0] + bbox[2]) / 2, (bbox[1] + bbox[3]) / 2];
  await jumpTo(page, middle, 16.5);
  await expect.poll(() => countDrawn(page, LINES)).toBeGreaterThan(3);
  await expect.poll(() => countDrawn(page, ["label-city-units"])).toBeGreaterThan(1);

  // Its card: code, ground, households, and which grids it meets.
  const id = await page.evaluate(
    ([lines]) =>
      String(
        window.__test?.map.queryRenderedFeatures({ layers: [lines ?? ""] })[0]?.properties["id"],
      ),
    LINES,
  );
  await openDesk(page, `/division?sel=city_units:${id}`);
  const card = page.getByRole("region", { name: "对象信息" }).or(page.locator(".og-object-card"));
  await expect(card.first().getByRole("heading")).toHaveText(/^\d{15}$/);
  const table = card.first().getByRole("table", { name: "与现行网格对照" });
  await expect(table.getByRole("row")).not.toHaveCount(1);
  await table.getByRole("button").first().click();
  await expect(card.first().getByRole("heading")).toHaveText(/第\d+网格/);
});

test("they are taken away again, and a leader can make none", async ({ page }) => {
  const community = await openCommunity(page);
  const section = page.locator("section", {
    has: page.getByRole("heading", { name: "万米单元网格" }),
  });
  await section.getByRole("button", { name: "生成万米单元网格" }).click();
  await section.getByRole("button", { name: "移除" }).click();
  await expect(section.getByText("还没有生成")).toBeVisible();
  await mapIdle(page);
  await signIn(page, "leader");
  await choose(page, community);
  await expect(page.getByRole("button", { name: "生成万米单元网格" })).toHaveCount(0);
});
