import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/** What axe finds against WCAG 2.2 AA on the page as it stands. */
export async function faultsOf(page: Page): Promise<string[]> {
  await untilStill(page);
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"])
    // Experimental in axe, but a level A rule: the words on a button are part of its name.
    .options({ rules: { "label-content-name-mismatch": { enabled: true } } })
    .analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

/** What comes or goes is half transparent and judged by nobody. What turns for ever is no movement of that kind. */
async function untilStill(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(
        ({ playState, effect }) =>
          playState !== "running" || effect?.getTiming().iterations === Infinity,
      ),
  );
  // A list of choices that was closed goes a moment later.
  await page.waitForFunction(
    () => document.querySelector("[class*='-leave'][class*='ant-']") === null,
  );
}
