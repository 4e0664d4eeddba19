import { expect, type Browser, type Page } from "@playwright/test";
import { test } from "./journey.ts";
import { homeOf, post } from "./ask.ts";
import { faultsOf } from "./axe.ts";
import { openDesk, signIn } from "./desk.ts";

// Two screens, each with a map of its own.
test.describe.configure({ timeout: 150_000 });

interface Card {
  readonly id: string;
  readonly version: number;
}

async function openScreen(browser: Browser, login: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await signIn(page, login);
  await openDesk(page, "/dispatch");
  return page;
}

/** Litter that the sanitation centre has in hand. */
async function caseInHand(desk: Page): Promise<Card> {
  const report = {
    idempotencyKey: crypto.randomUUID(),
    position: await homeOf(desk),
    categoryId: "event.01-02",
    description: "占道堆放垃圾，当事人不配合",
    channel: "desk",
  };
  let { card } = await post<{ card: Card }>(desk, "/api/cases", report);
  const act = async (verb: string, fields: object): Promise<void> => {
    const key = { expectedVersion: card.version, idempotencyKey: crypto.randomUUID() };
    const body = { verb, fields, ...key };
    ({ card } = await post<{ card: Card }>(desk, `/api/cases/${card.id}/commands`, body));
  };
  await act("file", { standardMet: true });
  await act("dispatch", {
    assignee: { unitId: "demo-sanitation", memberId: null },
    recommendationId: null,
    overrideReason: null,
  });
  return card;
}

const shown = (page: Page) => page.getByRole("region", { name: /^案件 \d/ });
const help = (page: Page) => shown(page).getByRole("region", { name: "吹哨协办" });
const calls = (page: Page) => page.getByRole("region", { name: "吹哨待办" });

test("a desk calls a body for help, the body comes and helps, the desk rates", async ({
  browser,
}) => {
  const desk = await openScreen(browser, "dispatcher");
  const police = await openScreen(browser, "police");
  const { id } = await caseInHand(desk);

  await desk.locator(`[data-case="${id}"]`).click();
  await shown(desk).getByRole("button", { name: "吹哨", exact: true }).click();
  const form = shown(desk).getByRole("region", { name: "吹哨", exact: true });
  await form.getByRole("combobox", { name: "哨叫部门" }).click();
  await desk.getByTitle("公安分局", { exact: true }).click();
  await form.getByRole("combobox", { name: "情形" }).click();
  await desk.getByTitle("应急处置", { exact: true }).click();
  await form.getByRole("combobox", { name: "原因" }).fill("当事人情绪激动，需到场处置");
  await form.getByRole("button", { name: "吹哨", exact: true }).click();
  await expect(help(desk)).toContainText(/公安分局.*待应哨.*应哨.*到场.*办结/s);
  expect(await faultsOf(desk)).toEqual([]);
  await desk.screenshot({ path: test.info().outputPath("called.png") });

  // Litter is none of its classes: the call alone brings the case to it.
  await calls(police)
    .getByRole("button", { name: /公安分局.*暴露垃圾/s })
    // The one that has the most time left, where an earlier try has left another.
    .last()
    .click();
  await help(police).getByRole("button", { name: "应哨" }).click();
  await expect(help(desk)).toContainText("已应哨");
  await help(police).getByRole("button", { name: "报到" }).click();
  await help(police).getByRole("button", { name: "协办完成" }).click();
  await expect(help(desk)).toContainText("待评哨");

  await help(desk).getByRole("button", { name: "评哨" }).click();
  const rating = help(desk).getByRole("form", { name: "评哨" });
  await rating.getByRole("radio").nth(3).click();
  await rating.getByRole("button", { name: "评哨" }).click();
  await expect(help(desk)).toContainText(/已评哨.*评哨 4 \/ 5/s);
  await expect(shown(desk)).toContainText("区环境卫生中心");
});
