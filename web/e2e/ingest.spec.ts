import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { test } from "./journey.ts";
import { countDrawn, jumpTo, mapIdle, openDesk, signIn } from "./desk.ts";

/** West of the demo estate, where it has nothing. */
const PLACE: [number, number] = [102.05, 38.45];

function square([lng, lat]: [number, number], index: number): number[][] {
  const west = lng + index * 0.0006;
  const [east, north] = [west + 0.0003, lat + 0.0003];
  return [
    [west, lat],
    [east, lat],
    [east, north],
    [west, north],
    [west, lat],
  ];
}

const HOUSES = JSON.stringify({
  type: "FeatureCollection",
  features: [24, 36, -7].map((households, index) => ({
    type: "Feature",
    properties: {
      id: `e2e-${index}`,
      名称: index === 1 ? "<b>二号楼</b>" : `${index}号楼`,
      户数: households,
      户主姓名: "某某",
    },
    geometry: { type: "Polygon", coordinates: [square(PLACE, index)] },
  })),
});

/** As a hand does it: over the page, then let go. */
async function dropFile(page: Page, name: string, content: string): Promise<void> {
  const held = await page.evaluateHandle(
    ([fileName = "", text = ""]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], fileName));
      return transfer;
    },
    [name, content],
  );
  await page.dispatchEvent("body", "dragover", { dataTransfer: held });
  await expect(page.getByText("松开以导入 1 个文件")).toBeVisible();
  await page.dispatchEvent("body", "drop", { dataTransfer: held });
}

const start = (page: Page) => page.getByRole("button", { name: /^导入 \d+ 个图层$/ });

test("a file dropped on any page is previewed, imported and drawn, its bad row listed", async ({
  page,
}) => {
  test.slow();
  await signIn(page);
  await openDesk(page, "/coverage");
  await dropFile(page, "楼栋.geojson", HOUSES);
  await expect(page).toHaveURL(/\/ingest/);
  const card = page.getByRole("region", { name: "楼栋.geojson" });
  await expect(card.getByText("样例 3 行，可导入 2 条")).toBeVisible();
  await expect(card.getByText("涉及个人信息，不会导入：")).toBeVisible();
  await page.waitForTimeout(1_600);
  await mapIdle(page);
  expect(await countDrawn(page, ["ingest-0-fill"])).toBeGreaterThan(0);

  await page.getByRole("textbox", { name: "片区名称" }).fill("西片区");
  await start(page).click();
  await expect(page.getByRole("heading", { name: "导入完成" })).toBeVisible();
  await expect(page.getByRole("row", { name: "楼栋 2 0" })).toBeVisible();
  await page.getByRole("button", { name: "查看原因" }).click();
  await expect(page.getByText("楼栋.geojson #3")).toBeVisible();
  await expect(page.getByText("户数是负数。")).toBeVisible();
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "下载 CSV" }).click();
  expect((await download).suggestedFilename()).toMatch(/^rejected-.*\.csv$/);

  await page.getByRole("button", { name: "关闭列表" }).click();
  await jumpTo(page, [PLACE[0] + 0.0005, PLACE[1]], 17);
  await expect.poll(() => countDrawn(page, ["buildings-fill"])).toBeGreaterThan(0);
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"])
    .analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
});

test("a table whose coordinate system is not certain waits for the user's word", async ({
  page,
}) => {
  await signIn(page);
  await openDesk(page, "/ingest");
  await page.getByTestId("ingest-files").setInputFiles({
    name: "站点.csv",
    mimeType: "text/csv",
    buffer: Buffer.from("编号,名称,类型,经度,纬度\ns1,西门驿站,红色驿站,102.05,38.45\n"),
  });
  await expect(page.getByText("还有 1 个图层没有确认坐标系")).toBeVisible();
  await expect(start(page)).toBeDisabled();
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"])
    .analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  await page.getByRole("combobox", { name: "坐标系" }).click();
  await page.getByTitle("GCJ-02 火星坐标（高德、腾讯）").click();
  await expect(start(page)).toBeEnabled();
  // The page may be left and opened again: what waits on the server is still there.
  await page.reload();
  await expect(page.getByRole("region", { name: "站点.csv" })).toBeVisible();
  await page.getByRole("button", { name: "重新选择文件" }).click();
  await expect(page.getByText("把文件拖到这里")).toBeVisible();
});

test("a file of no known kind is refused with a sentence", async ({ page }) => {
  await signIn(page);
  await openDesk(page, "/ingest");
  await page.getByTestId("ingest-files").setInputFiles({
    name: "程序.exe",
    mimeType: "application/octet-stream",
    buffer: Buffer.from([0x4d, 0x5a, 0, 1, 2, 3]),
  });
  await expect(page.getByRole("alert")).toContainText("无法识别 程序.exe 的格式");
});
