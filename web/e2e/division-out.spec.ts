import { readFile } from "node:fs/promises";
import { expect, type Page } from "@playwright/test";
import { test } from "./journey.ts";
import { faultsOf } from "./axe.ts";
import { openDesk, signIn } from "./desk.ts";

test.describe.configure({ timeout: 120_000 });

/** Chooses a format in the open dialog, presses the button, and answers the file. */
async function take(page: Page, format: string): Promise<{ name: string; bytes: Buffer }> {
  const dialog = page.getByRole("dialog", { name: "导出与打印" });
  await dialog.getByRole("radio", { name: format }).check();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    dialog.getByRole("button", { name: /^(导出|生成 PDF)$/ }).click(),
  ]);
  const path = await download.path();
  return { name: download.suggestedFilename(), bytes: await readFile(path) };
}

async function chooseCommunity(page: Page): Promise<string> {
  const response = await page.request.get("/api/areas");
  const body: { areas: { kind: string; name: string }[] } = await response.json();
  const name = body.areas.find(({ kind }) => kind === "community")?.name ?? "";
  await page.getByRole("button", { name }).first().click();
  return name;
}

test("a planner takes the grids in force home in every format", async ({ page }) => {
  await signIn(page);
  await openDesk(page);
  const name = await chooseCommunity(page);
  await page.getByRole("button", { name: "导出与打印" }).click();
  await expect(page.getByRole("dialog", { name: "导出与打印" })).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);

  const json = await take(page, "GeoJSON");
  expect(json.name).toMatch(new RegExp(`^${name}-网格-.*\\.geojson$`));
  const { features }: { features: { properties: { community: string } }[] } = JSON.parse(
    json.bytes.toString(),
  );
  expect(new Set(features.map(({ properties }) => properties.community))).toEqual(new Set([name]));
  const beginnings: readonly (readonly [string, string])[] = [
    ["Excel", "PK"],
    ["Shapefile", "PK"],
    ["GeoPackage", "SQLite format 3"],
    ["CSV 归属表", "\uFEFFbuilding,grid"],
    ["KML", "<?xml"],
    ["网格公示牌", "%PDF-1.7"],
    ["网格划分图", "%PDF-1.7"],
  ];
  for (const [format, beginning] of beginnings) {
    const { bytes } = await take(page, format);
    expect(bytes.toString("utf8").startsWith(beginning)).toBe(true);
  }
  await expect(page.getByRole("link", { name: "打开 PDF" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog", { name: "导出与打印" })).toBeHidden();
});

test("with the keyboard alone, of a plan that is a draft", async ({ page }) => {
  await signIn(page);
  await openDesk(page);
  await chooseCommunity(page);
  await page.getByLabel("方案名称").fill("导出 e2e");
  await page.getByRole("button", { name: "从现行网格开始" }).click();
  await expect(page.getByRole("heading", { name: "导出 e2e" })).toBeVisible();
  await page.locator("canvas").first().focus();
  await page.keyboard.press("Shift+P");
  const dialog = page.getByRole("dialog", { name: "导出与打印" });
  await expect(dialog.getByText("方案：导出 e2e")).toBeVisible();
  const { name, bytes } = await take(page, "CSV 归属表");
  expect(name).toMatch(/^导出 e2e-归属表-.*\.csv$/);
  expect(bytes.toString("utf8").startsWith("\uFEFFunit,grid,within,households")).toBe(true);
  // The same table with one unit moved to a new grid, and a line that is wrong, comes back as one step.
  const [head = "", first = "", ...lines] = bytes.toString("utf8").trimEnd().split("\r\n");
  const moved = first.replace(/,[^,]*,/, ",西一,");
  const changed = [head, moved, "没有的单元,001,,", ...lines].join("\r\n");
  await dialog.getByText("导入归属表").click();
  await dialog.locator("input[type=file]").setInputFiles({
    name: "a.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(changed),
  });
  await expect(dialog.getByText("1 行未采用")).toBeVisible();
  await expect(dialog.getByText("本社区没有这个单元")).toBeVisible();
  await dialog.getByRole("button", { name: "导入", exact: true }).click();
  await expect(dialog.getByText("已导入，可在历史中撤销。")).toBeVisible();
  const again = await take(page, "CSV 归属表");
  expect(again.bytes.toString("utf8")).toContain(",西一,");
  const sheet = await take(page, "网格划分图");
  expect(sheet.bytes.subarray(0, 5).toString()).toBe("%PDF-");
});

test("a notice board is printed from the card of a grid", async ({ page }) => {
  await signIn(page);
  const areas = await page.request.get("/api/areas");
  const body: { areas: { id: string; kind: string }[] } = await areas.json();
  const community = body.areas.find(({ kind }) => kind === "community");
  const present = await page.request.get(`/api/communities/${community?.id}/grids`);
  const { grids }: { grids: { id: string; name: string }[] } = await present.json();
  await openDesk(page, `/division?sel=grids:${grids[0]?.id}`);
  await expect(page.getByRole("heading", { name: grids[0]?.name ?? "" })).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "打印公示牌" }).click(),
  ]);
  expect(download.suggestedFilename()).toContain("网格公示牌");
  const bytes = await readFile(await download.path());
  expect(bytes.toString("latin1").match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  await expect(page.getByRole("link", { name: "打开 PDF" })).toBeVisible();
});
