import { expect, type Page } from "@playwright/test";
import { test } from "./journey.ts";
import { faultsOf } from "./axe.ts";
import { homeOf, post } from "./ask.ts";
import { openDesk, signIn } from "./desk.ts";

declare global {
  interface Window {
    /** Pitches of the notes that were begun, in their order. */
    heardNotes: number[];
  }
}

/** Writes down what the page would let be heard. */
const listen = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    globalThis.window.heardNotes = [];
    // oxlint-disable-next-line typescript/unbound-method -- called with the node that it belongs to
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function begin(when?: number) {
      globalThis.window.heardNotes.push(this.frequency.value);
      start.call(this, when);
    };
  });

const notes = (page: Page): Promise<number> => page.evaluate(() => window.heardNotes.length);

const report = async (page: Page, severity: string): Promise<unknown> =>
  post(page, "/api/cases", {
    idempotencyKey: crypto.randomUUID(),
    position: await homeOf(page),
    categoryId: "event.04-03",
    description: "声音提醒",
    severity,
    channel: "desk",
  });

const URGENT_NOTES = 3;

test("urgent reports of others are heard and seen, once somebody wants that, and not in a quiet quarter", async ({
  page,
  browser,
}) => {
  await listen(page);
  await signIn(page, "dispatcher");
  await openDesk(page, "/dispatch");
  const street = await (await browser.newContext()).newPage();
  await signIn(street, "street");
  const notice = page.getByText(/紧急上报/);

  await report(street, "severe");
  await expect(notice.first()).toBeVisible();
  expect(await notes(page)).toBe(0);

  await page.getByRole("button", { name: "声音：关" }).click();
  await page.getByRole("checkbox", { name: /发出声音/ }).check();
  // What it is like is heard at once.
  await expect.poll(() => notes(page)).toBe(URGENT_NOTES);
  expect(await faultsOf(page)).toEqual([]);
  await page.screenshot({ path: test.info().outputPath("sound.png") });
  await report(page, "severe");
  await report(street, "minor");
  await report(street, "severe");
  await expect.poll(() => notes(page)).toBe(2 * URGENT_NOTES);

  await page.getByRole("button", { name: "静音 15 分钟" }).click();
  await expect(page.getByRole("button", { name: /^静音到 \d\d:\d\d/ })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("button", { name: /^静音到 \d\d:\d\d/ })).toBeVisible();
  await report(street, "severe");
  await expect(notice.first()).toBeVisible();
  expect(await notes(page)).toBe(0);
});
