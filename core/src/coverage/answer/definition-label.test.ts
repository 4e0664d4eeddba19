import { expect, it } from "vitest";
import { definitionLabel } from "./definition-label.ts";
import type { CoverageDefinition } from "./definition.ts";

const definition: CoverageDefinition = {
  measure: { basis: "distance", metres: 500 },
  direction: "home-to-station",
  gates: "surveyed",
  households: "register",
  networkVersion: "n",
  stationSetVersion: "s",
};

it("the label says limit, hour, service, gates and where households come from, in both languages", () => {
  expect(definitionLabel(definition, "zh-CN")).toBe("步行500米·路网·不限时段·大门已核实·登记户数");
  const narrow: CoverageDefinition = {
    ...definition,
    measure: { basis: "time", seconds: 600, profile: "slow", metresPerSecond: 0.8 },
    moment: { day: 1, minute: 1200 },
    service: "助餐",
    gates: "optimistic",
  };
  expect(definitionLabel(narrow, "zh-CN")).toBe(
    "步行10分钟（慢行老人 0.8 米/秒）·路网·周二 20:00·提供「助餐」·未核实大门视为开放·登记户数",
  );
  expect(definitionLabel(narrow, "en")).toBe(
    "10 min on foot (slow walker, 0.8 m/s) · over the network · Tue 20:00 · offering “助餐” · unsurveyed gates open · registered households",
  );
  const date = {
    ...definition,
    moment: { day: "holiday", minute: 600, date: "2026-10-01" } as const,
  };
  expect(definitionLabel(date, "zh-CN")).toContain("·2026-10-01 节假日 10:00·");
});
