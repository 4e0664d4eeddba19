import { test as base } from "@playwright/test";

/**
 * A journey that leaves nothing open: screens of further people (`browser.newContext`) would draw their maps
 * and read their streams beside every journey after it.
 */
export const test = base.extend<{ readonly leavesNothingOpen: undefined }>({
  leavesNothingOpen: [
    async ({ browser }, use) => {
      await use(undefined);
      await Promise.all(browser.contexts().map((context) => context.close()));
    },
    { auto: true },
  ],
});
