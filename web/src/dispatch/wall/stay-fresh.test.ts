import { expect, test } from "vitest";
import { isNightly, programIn } from "./stay-fresh.ts";

const HOUR = 3_600_000;
const THREE = new Date("2026-11-24T03:10:00+08:00");

test("a page is told from another by its first script", () => {
  const page = '<head><script type="module" crossorigin src="/assets/index-a1.js"></script></head>';
  expect(programIn(page)).toBe("/assets/index-a1.js");
  expect(programIn("<h1>502 Bad Gateway</h1>")).toBeNull();
});

test("a page begins anew at three in the night, and not in its first", () => {
  expect(isNightly({ now: THREE, startedAt: THREE.getTime() - 18 * HOUR })).toBe(true);
  expect(isNightly({ now: THREE, startedAt: THREE.getTime() - HOUR })).toBe(false);
  const noon = new Date(THREE.getTime() + 9 * HOUR);
  expect(isNightly({ now: noon, startedAt: noon.getTime() - 30 * HOUR })).toBe(false);
});
