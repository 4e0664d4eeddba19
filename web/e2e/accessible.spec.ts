import { expect, type Page } from "@playwright/test";
import { test } from "./journey.ts";
import { faultsOf } from "./axe.ts";
import { openDesk, signIn } from "./desk.ts";

/** Each workspace, and an account that may use it. */
const DESKS = [
  ["division", "planner"],
  ["coverage", "planner"],
  ["ingest", "planner"],
  ["dispatch", "dispatcher"],
] as const;

for (const theme of ["light", "dark"]) {
  test(`sign-in and desk have no fault that axe knows (${theme})`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme === "dark" ? "dark" : "light" });
    await page.goto("/sign-in");
    await expect(page.getByRole("heading", { level: 1 })).toBeAttached();
    expect(await faultsOf(page)).toEqual([]);
    for (const [workspace, login] of DESKS) {
      await signIn(page, login);
      await openDesk(page, `/${workspace}`);
      expect(await faultsOf(page), workspace).toEqual([]);
    }
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("dialog")).toBeVisible();
    expect(await faultsOf(page), "palette").toEqual([]);
  });
}

/** All words of the page's own: texts and attributes, without what is data (`translate="no"`). */
const chromeWords = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const data = "[translate=no], [translate=no] *, canvas, script, style, noscript";
    const words: string[] = [document.title];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode() !== null)
      if (walker.currentNode.parentElement?.matches(data) === false)
        words.push(walker.currentNode.textContent ?? "");
    for (const element of document.body.querySelectorAll("[aria-label],[title],[placeholder]"))
      if (!element.matches(data))
        for (const name of ["aria-label", "title", "placeholder"])
          words.push(element.getAttribute(name) ?? "");
    return words;
  });

test("the English page holds no hanzi but in its data", async ({ page }) => {
  await page.goto("/sign-in?lang=en");
  await expect(page.getByRole("button", { name: "Sign in" })).toBeVisible();
  const hanzi = /\p{Script=Han}/u;
  expect((await chromeWords(page)).filter((word) => hanzi.test(word))).toEqual([]);
  for (const [workspace, login] of DESKS) {
    await signIn(page, login);
    await openDesk(page, `/${workspace}?lang=en`);
    expect((await chromeWords(page)).filter((word) => hanzi.test(word))).toEqual([]);
  }
});
