import { expect, type Page } from "@playwright/test";
import { test } from "./journey.ts";
import { post, read, type Area } from "./ask.ts";
import { faultsOf } from "./axe.ts";
import { jumpTo, mapIdle, pointOf, signIn } from "./desk.ts";

/** The plan of the district, made where there is none, with everybody proposed for a seat. */
async function openFilledPlan(page: Page): Promise<void> {
  await signIn(page, "dispatcher");
  await page.goto("/emergency");
  const make = page.getByRole("button", { name: "保存，建立预案" });
  const fill = page.getByRole("button", { name: "自动编组" });
  await expect(make.or(fill)).toBeVisible();
  if (await make.isVisible()) await make.click();
  await fill.click();
  await expect(page.getByText("每个小组都有组长")).toBeVisible();
}

test("a command desk makes a plan, tries it, starts an exercise with one key and stands it down", async ({
  page,
}) => {
  await openFilledPlan(page);

  // A leader is taken out: the dry run names the group before anybody is called.
  const seats = page.getByRole("region", { name: "人员" });
  const leader = seats.locator(".og-emergency-seat", { hasText: "组长" }).first();
  await leader.hover();
  await leader.locator(".ant-select-clear").click();
  await expect(page.getByText("1 个小组没有组长")).toBeVisible();

  await page.getByLabel("事由").fill("防汛应急演练");
  await page.getByRole("button", { name: "启动演练" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "启动演练" }).click();
  await expect(page.getByText("演练案件不计入统计")).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);

  // Whoever works there sees it, and nothing once it is over.
  const other = await page.context().browser()?.newContext();
  const worker = await other?.newPage();
  if (!worker) throw new Error("no second browser");
  await signIn(worker, "community");
  await worker.goto("/account");
  await expect(worker.getByText("防汛应急演练")).toBeVisible();
  await page.getByRole("button", { name: "解除" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "解除，恢复平时" }).click();
  await expect(page.getByText("平时：各社区按平时编组运行。")).toBeVisible();
  await worker.reload();
  await expect(worker.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(worker.getByText("防汛应急演练")).toHaveCount(0);
  await other?.close();
});

async function fileTwo(page: Page, home: [number, number]): Promise<void> {
  for (const n of [1, 2]) {
    const { card } = await post<{ card: { id: string; version: number } }>(page, "/api/cases", {
      idempotencyKey: `area-${n}-${Date.now()}`,
      position: home,
      categoryId: "event.01-02",
      description: "圈定范围派单",
      channel: "desk",
    });
    await post(page, `/api/cases/${card.id}/commands`, {
      verb: "file",
      expectedVersion: card.version,
      idempotencyKey: `file-${card.id}`,
      fields: { standardMet: true },
    });
  }
}

test("an area is drawn on the map, an exercise runs there, and its waiting cases go out together", async ({
  page,
}) => {
  test.slow();
  await signIn(page, "dispatcher");
  const { areas } = await read<{ areas: (Area & { center: [number, number] })[] }>(
    page,
    "/api/areas",
  );
  const home = areas.find(({ kind }) => kind === "community")?.center ?? [0, 0];
  await fileTwo(page, home);
  await page.goto("/emergency");
  const make = page.getByRole("button", { name: "保存，建立预案" });
  const draw = page.getByRole("link", { name: "在地图上圈定范围…" });
  await expect(make.or(draw)).toBeVisible();
  if (await make.isVisible()) await make.click();
  await draw.click();
  const panel = page.getByRole("region", { name: "圈定范围" });
  await expect(panel.getByText("0 个角点，至少 3 个成一片")).toBeVisible();
  await mapIdle(page);
  await jumpTo(page, home, 17);

  // By the keyboard: the middle of the map, brought to each corner with the arrow keys.
  await page.locator(".maplibregl-canvas").focus();
  await page.keyboard.press("Enter");
  await expect(panel.getByText("1 个角点，至少 3 个成一片")).toBeVisible();
  await page.keyboard.press("Backspace");
  await expect(panel.getByText("0 个角点，至少 3 个成一片")).toBeVisible();
  const { x, y } = await pointOf(page, home);
  for (const [dx, dy] of [
    [-60, -60],
    [60, -60],
    [60, 60],
    [-60, 60],
  ] as const)
    await page.mouse.click(x + dx, y + dy);
  await expect(panel.getByText(/^4 个角点，范围内待派遣 [1-9]/)).toBeVisible();
  await page.screenshot({ path: test.info().outputPath("area.png") });
  expect(await faultsOf(page)).toEqual([]);

  await panel.getByRole("link", { name: "按此范围启动应急…" }).click();
  const drawn = page.getByText(/^地图圈定范围：涉及 1 个社区、[1-9]/);
  await expect(drawn).toBeVisible();
  // It stands in the address, so it is there after the page was read again.
  await page.reload();
  await expect(drawn).toBeVisible();
  await page.getByLabel("事由").fill("圈定范围演练");
  await page.getByRole("button", { name: "启动演练" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "启动演练" }).click();
  await expect(page.getByText("演练案件不计入统计")).toBeVisible();

  await page.goto("/dispatch");
  await mapIdle(page);
  await jumpTo(page, home, 17);
  await page.getByRole("button", { name: "圈定范围派单" }).click();
  await expect(panel).toBeVisible();
  // One line by hand, round the place.
  const at = await pointOf(page, home);
  await page.mouse.move(at.x - 60, at.y - 60);
  await page.mouse.down();
  for (const [dx, dy] of [
    [60, -60],
    [60, 60],
    [-60, 60],
  ] as const)
    await page.mouse.move(at.x + dx, at.y + dy);
  await page.mouse.up();
  await panel.getByRole("button", { name: /^批量派单（\d+ 件）/ }).click();
  const batch = page.getByRole("region", { name: "批量派单" });
  await expect(batch.getByText(/件派给 \d+ 人/)).toBeVisible();
  await page.screenshot({ path: test.info().outputPath("area-batch.png") });
  await batch.getByRole("button", { name: /^派出 \d+ 件/ }).click();
  await expect(batch.getByText("已派出").first()).toBeVisible();

  await page.goto("/emergency");
  await page.getByRole("button", { name: "解除" }).first().click();
  await page.getByRole("dialog").getByRole("button", { name: "解除，恢复平时" }).click();
  await expect(page.getByText("平时：各社区按平时编组运行。")).toBeVisible();
});

test("seats go out as a table and come back: a wrong line stops the file, a right one is taken whole", async ({
  page,
}) => {
  await openFilledPlan(page);

  const seats = page.getByRole("region", { name: "人员" });
  await seats.getByText("用表格导入导出人员").click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    seats.getByRole("link", { name: "导出 CSV" }).click(),
  ]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(Buffer.from(chunk));
  const whole = Buffer.concat(chunks).toString("utf8");
  const choose = (name: string, text: string) =>
    seats
      .locator("input[type=file]")
      .setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });

  await choose("人员.csv", whole);
  await expect(seats.getByText("与现状一致，没有变化")).toBeVisible();
  await seats.getByRole("button", { name: "换一个文件" }).click();

  // Somebody of the file moves to a seat that is empty, and to one that there is not.
  const lines = whole.split("\r\n");
  const held = lines.find((line) => /,gridworker,/.test(line)) ?? "";
  const empty = lines.find((line) => line.endsWith(",,")) ?? "";
  expect([held, empty].map((line) => line !== "")).toEqual([true, true]);
  const filled = empty.replace(/,,$/, ",gridworker,");
  await choose("人员.csv", [lines[0], filled, held.replace(/战时|平时/, "有时")].join("\r\n"));
  await expect(seats.getByRole("alert")).toContainText("有 1 行不能导入");
  await expect(seats.getByText("平战：只能填平时或战时，不能是“有时”")).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);
  await page.screenshot({ path: test.info().outputPath("refused.png"), fullPage: true });
  await seats.getByRole("button", { name: "换一个文件" }).click();

  await choose("人员.csv", [lines[0], filled].join("\r\n"));
  await expect(seats.getByText("将新任 1 人、换人 0 处、清空 0 处，尚未导入。")).toBeVisible();
  await seats.getByRole("button", { name: "导入这 1 处变化" }).click();
  await expect(seats.getByText("已导入：新任 1 人")).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);
});

test("what was practised turns out to be so, and a desk makes it real", async ({ page }) => {
  await signIn(page, "dispatcher");
  const { areas } = await read<{ areas: (Area & { center: [number, number] })[] }>(
    page,
    "/api/areas",
  );
  const home = areas.find(({ kind }) => kind === "community");
  const areaId = areas.find(({ kind }) => kind === "district")?.id ?? "";
  const url = `/api/emergency/plan?areaId=${areaId}`;
  const plan = await read<{ version: number; groups: object[] }>(page, url);
  if (plan.version === 0)
    await page.request.put("/api/emergency/plan", {
      headers: { "x-onegrid": "1" },
      data: { areaId, expectedVersion: 0, groups: plan.groups },
    });
  const { id } = await post<{ id: string }>(page, "/api/emergency/activations", {
    ...{ idempotencyKey: `exercise-${Date.now()}`, areaId, kind: "exercise", name: "演练" },
    ...{ expectedVersion: Math.max(1, plan.version), target: { areaIds: [home?.id] } },
  });
  const { card } = await post<{ card: { id: string; number: string } }>(page, "/api/cases", {
    ...{ idempotencyKey: `drill-${Date.now()}`, position: home?.center, channel: "desk" },
    ...{ categoryId: "event.01-02", description: "演练中发现真的渗漏" },
  });
  await post(page, `/api/emergency/activations/${id}/stand-down`, {});

  await page.goto(`/dispatch?sel=cases:${card.id}`);
  const open = page.getByRole("region", { name: `案件 ${card.number}` });
  const tag = open.locator(".og-case-emergency-exercise");
  await expect(tag).toBeVisible();
  await open.getByRole("button", { name: /其他操作/ }).click();
  await open.getByRole("button", { name: "转为实案", exact: true }).click();
  const form = open.getByRole("region", { name: "转为实案" });
  await form.getByRole("combobox", { name: "原因" }).fill("现场确有其事");
  await page.keyboard.press("Escape");
  expect(await faultsOf(page)).toEqual([]);
  await page.screenshot({ path: test.info().outputPath("make-real.png") });
  await form.getByRole("button", { name: "转为实案" }).click();
  await expect(tag).toHaveCount(0);
  await expect(open.getByRole("listitem").first()).toContainText("转为实案");
});
