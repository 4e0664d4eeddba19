import { expect, type Locator, type Page } from "@playwright/test";
import { test } from "./journey.ts";
import { homeOf, post } from "./ask.ts";
import { openDesk, signIn, untilDeskListens } from "./desk.ts";

/** The promise: from what has come in to somebody sent, by the keyboard alone. */
const MOST_ACTIONS = 6;
const MOST_SECONDS = 15;
/** Keystroke-level model (Card, Moran, Newell 1980): a key, and the thought before it. */
const SECONDS_PER_ACTION = 0.28 + 1.35;

/** Two hands on a keyboard. A key that means something is an action; letters of a text are the text. */
function handsOn(page: Page) {
  const pressed: string[] = [];
  return {
    press: async (key: string): Promise<void> => {
      pressed.push(key);
      await page.keyboard.press(key);
    },
    type: (words: string): Promise<void> => page.keyboard.type(words),
    pressed,
  };
}

const card = (page: Page): Locator => page.getByRole("region", { name: /^案件 \d/ });

async function desk(page: Page): Promise<void> {
  await signIn(page, "dispatcher");
  await openDesk(page, "/dispatch");
  await untilDeskListens(page);
}

/** The first to ask on a server has the ways of the district read for them. */
const FIRST_ADVICE = { timeout: 45_000 };

/** Who is recommended first has the focus: what is left to do is to agree. */
async function expectProposal(page: Page): Promise<void> {
  await expect(card(page).locator("[data-send]").first()).toBeFocused(FIRST_ADVICE);
  await expect(card(page)).toContainText(/到场 \d+ 分/);
}

function expectFew(pressed: readonly string[]): void {
  expect(pressed.length, pressed.join(" ")).toBeLessThanOrEqual(MOST_ACTIONS);
  const seconds = pressed.length * SECONDS_PER_ACTION;
  expect(seconds).toBeLessThan(MOST_SECONDS);
  const description = `${pressed.join(" ")}: ${pressed.length} actions, ${seconds.toFixed(1)} s of hands and head`;
  test.info().annotations.push({ type: "actions", description });
}

test("a report that comes in is filed and sent without a mouse", async ({ page, browser }) => {
  await desk(page);
  const street = await (await browser.newContext()).newPage();
  await signIn(street, "street");
  const said = `键盘受理 ${Date.now()}`;
  await post(street, "/api/cases", {
    idempotencyKey: crypto.randomUUID(),
    position: await homeOf(street),
    categoryId: "event.01-04",
    description: said,
    channel: "desk",
  });
  await expect(page.getByRole("row", { name: /道路不洁.*待受理/s }).first()).toBeVisible();

  const { press, pressed } = handsOn(page);
  await press("j");
  await expect(card(page)).toContainText(said);
  await press("f");
  await expect(page.getByRole("checkbox", { name: /立案标准/ })).toBeFocused();
  await press("Space");
  await press("Enter");
  await expectProposal(page);
  await press("Enter");
  await expect(card(page)).toContainText("待接单");
  expectFew(pressed);
});

test("a call becomes a case with somebody on the way, without a mouse", async ({ page }) => {
  await desk(page);
  const { press, type, pressed } = handsOn(page);
  await press("n");
  await expect(page.getByRole("combobox", { name: "地址" })).toBeFocused();
  await type("1号楼");
  await expect(page.getByRole("option").first()).toBeAttached();
  await press("Enter");
  await expect(page.getByRole("textbox", { name: "情况描述" })).toBeFocused();
  await type("路面积水，行人绕行");
  const proposed = page.locator(".og-chips").getByRole("button", { name: /道路积水/ });
  await expect(proposed).toBeVisible();
  await press("Tab");
  await expect(proposed).toBeFocused();
  await press("Space");
  await expect(proposed).toHaveAttribute("aria-pressed", "true");
  await press("Control+Enter");
  await expectProposal(page);
  await press("Enter");
  await expect(card(page)).toContainText("待接单");
  expectFew(pressed);
});
