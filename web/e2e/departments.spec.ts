import { expect, type Page } from "@playwright/test";
import { test } from "./journey.ts";
import { homeOf, post, read } from "./ask.ts";
import { faultsOf } from "./axe.ts";
import { signIn } from "./desk.ts";

/** Writes into a list that is searched, and takes the first that is found, all by keyboard. */
async function choose(page: Page, label: string, words: string): Promise<void> {
  const field = page.getByRole("dialog").getByLabel(label, { exact: true });
  await field.fill(words);
  const first = page.locator(".ant-select-item-option-active:visible");
  await expect(first.filter({ hasText: words })).toBeVisible();
  await field.press("Enter");
}

test("an administrator adds a department, seats somebody, is told why it cannot go, and gives it up", async ({
  page,
  browser,
}) => {
  // A second try finds what the first one left.
  const name = `市容中队${Date.now() % 1_000_000}`;
  await signIn(page, "admin");
  await page.goto("/departments");
  const row = page.getByRole("row", { name: new RegExp(name) });
  await expect(page.getByRole("row", { name: /公安分局/ })).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);

  await page.getByRole("button", { name: "新增部门或组织" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("名称", { exact: true }).fill(name);
  await choose(page, "类型", "综合执法");
  await choose(page, "服务区域", "金川区");
  await page.keyboard.press("Escape");
  expect(await faultsOf(page)).toEqual([]);
  await dialog.getByRole("button", { name: "保存" }).click();
  await expect(row).toContainText(/综合执法.*金川区.*全部类别.*无人任职/);

  await row.getByRole("button", { name: /^任职/ }).click();
  await expect(dialog).toContainText("还没有人代表它");
  await choose(page, "绑定任职", "market-field");
  expect(await faultsOf(page)).toEqual([]);
  await dialog.getByRole("button", { name: "绑定", exact: true }).click();
  await expect(dialog.getByRole("listitem")).toContainText("market-field");
  await dialog.getByRole("button", { name: "完成" }).click();
  await expect(row).toContainText("1 人任职");

  const desk = await (await browser.newContext()).newPage();
  await signIn(desk, "dispatcher");
  const { departments } = await read<{ departments: { id: string; name: string }[] }>(
    desk,
    "/api/departments",
  );
  const id = departments.find((each) => each.name === name)?.id ?? "";
  const meeting = await callMeeting(desk, id);

  await row.getByRole("button", { name: /^停用/ }).click();
  await dialog.getByRole("button", { name: "停用" }).click();
  await expect(dialog.getByRole("alert")).toContainText(/还有在办案件等着它（\d{8}-\d+）：先办结/);
  await dialog.getByRole("button", { name: "取消" }).click();
  await meeting.callOff();
  await row.getByRole("button", { name: /^停用/ }).click();
  await dialog.getByRole("button", { name: "停用" }).click();
  await expect(row).toHaveCount(0);
  await page.getByText("已停用", { exact: true }).click();
  await expect(row).toContainText("起停用");
  await row.getByRole("button", { name: `${name} 的历次记录` }).click();
  await expect(page.getByRole("list", { name: "历次记录" }).getByRole("listitem")).toHaveCount(2);
  expect(await faultsOf(page)).toEqual([]);
});

interface Card {
  readonly id: string;
  readonly version: number;
}

/** A case with a meeting that a body is asked to. */
async function callMeeting(desk: Page, bodyId: string) {
  const { card } = await post<{ card: Card }>(desk, "/api/cases", {
    idempotencyKey: crypto.randomUUID(),
    position: await homeOf(desk),
    categoryId: "event.01-02",
    description: "占道堆物",
    channel: "desk",
  });
  const send = async (at: Card, verb: string, more: object): Promise<Card> => {
    const body = {
      verb,
      expectedVersion: at.version,
      idempotencyKey: crypto.randomUUID(),
      ...more,
    };
    return (await post<{ card: Card }>(desk, `/api/cases/${card.id}/commands`, body)).card;
  };
  const called = await send(card, "consult", {
    fields: {
      ...{ consultationId: "m1", template: "free", bodyIds: [bodyId, "demo-police"] },
      ...{ heldAt: Date.now() + 3_600_000, topic: "占道怎么办", place: "" },
    },
  });
  const reason = "参会单位无法到会";
  return {
    callOff: () => send(called, "consult_cancel", { reason, fields: { consultationId: "m1" } }),
  };
}
