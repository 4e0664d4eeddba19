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

/** Longer than anything of ours moves: what still does then is judged as it stands. */
const MOST_MOVING = { timeout: 3_000 };

/** In the page: what turns for ever is no movement that ends. */
const isStill = (): boolean =>
  document.querySelector("[class*='-leave'][class*='ant-']") === null &&
  document
    .getAnimations()
    .every(
      ({ playState, effect }) =>
        playState !== "running" || effect?.getTiming().iterations === Infinity,
    );

/** What comes or goes is half transparent and judged by nobody. */
const untilStill = (page: Page): Promise<unknown> =>
  page.waitForFunction(isStill, undefined, MOST_MOVING).catch(() => undefined);
