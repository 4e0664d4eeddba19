import { planStaff } from "@onegrid/core/access";
import { expect, test } from "vitest";

test("a list whose areas are whole stories holds the server up no longer than any other", () => {
  const areas = Array.from({ length: 300 }, (_, nth) => {
    const id = `c${nth}`;
    return { id, code: `${620302001000 + nth}`, name: `金川区第${nth}社区`, path: ["d", id] };
  });
  const rows = Array.from({ length: 500 }, (_, nth) => {
    const area = `${nth}${"啊".repeat(290)}`;
    return {
      line: nth + 2,
      cells: { login: `li.${nth}`, displayName: "李娜", role: "网格员", area },
    };
  });
  const start = performance.now();
  const planned = planStaff(rows, { areas, accounts: [], ownLogin: "admin" });
  const took = performance.now() - start;
  expect(planned.every(({ outcome }) => outcome === "refused")).toBe(true);
  // 8 s with every distance worked out.
  expect(took).toBeLessThan(2500);
  console.info(`500 rows against 300 areas in ${Math.round(took)} ms`);
});
