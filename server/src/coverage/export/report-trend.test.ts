import type { CoverageReply } from "@onegrid/core/coverage/contract";
import { expect, it } from "vitest";
import { trendLine } from "./report-trend.ts";
import { REPORT_WORDS } from "./report-words.ts";

const total: CoverageReply["total"] = {
  ...{ id: "", kind: "total", name: "", parentId: null, bbox: null },
  households: { covered: 1200, uncovered: 300, notComputable: 0 },
  buildings: { covered: 12, uncovered: 3, notComputable: 0 },
  ...{ estimatedHouseholds: 0, buildingsWithoutHouseholds: 0, coveredShare: 0.8 },
};
const figure = { day: "2026-10-21", covered: 700, uncovered: 700, notComputable: 0 };

it("says what changed since the day that was kept, and that day", () => {
  expect(trendLine({ figure, days: 30 }, { total }, REPORT_WORDS["zh-CN"])).toBe(
    "较 30 天前（2026-10-21）：覆盖率 50.0 % → 80.0 %，已覆盖 +500 户，总户数 +100 户。",
  );
  expect(trendLine({ figure, days: 1 }, { total }, REPORT_WORDS.en)).toBe(
    "Against 1 day before (2026-10-21): covered 50.0 % → 80.0 %, households covered +500, all households +100.",
  );
});

it("says nothing where nothing was kept, or nobody was counted", () => {
  const words = REPORT_WORDS.en;
  expect(trendLine(null, { total }, words)).toBe("");
  const nobody = { ...figure, covered: 0, uncovered: 0 };
  expect(trendLine({ figure: nobody, days: 30 }, { total }, words)).toBe("");
});
