import { expect, test } from "vitest";
import { CATEGORIES } from "../dispatch/index.ts";
import { generateDemo } from "./index.ts";
import { ofLayer } from "./test-geometry.ts";

const until = "2026-11-20T10:00:00Z";
const incidents = ofLayer(generateDemo({ seed: 3, size: "estate", until }).records, "incidents");

const hourOf = (reportedAt: string): number => Number(reportedAt.slice(11, 13));
const monthOf = (reportedAt: string): number => Number(reportedAt.slice(5, 7));
const share = (keep: (each: (typeof incidents)[number]) => boolean): number =>
  incidents.filter(keep).length / incidents.length;

test("a year of about five a day, oldest first, none after the end, told in the town's own time", () => {
  expect(incidents.length).toBeGreaterThan(4 * 365);
  expect(incidents.length).toBeLessThan(6.5 * 365);
  const times = incidents.map((each) => each.reportedAt);
  expect(times).toEqual(times.toSorted());
  expect(times.at(-1)?.localeCompare("2026-11-20T18:00:00+08:00")).toBeLessThanOrEqual(0);
  expect(times.every((time) => time.endsWith("+08:00"))).toBe(true);
  expect(times[0]?.slice(0, 7)).toBe("2025-11");
});

test("every category is one of dispatch's", () => {
  const known = new Set(CATEGORIES.map((each) => each.id));
  expect(
    [...new Set(incidents.map((each) => each.category))].filter((id) => !known.has(id)),
  ).toEqual([]);
});

test("most reports come from nine to eleven and from two to five, few at night", () => {
  const perHour = (from: number, to: number): number =>
    share((each) => hourOf(each.reportedAt) >= from && hourOf(each.reportedAt) < to) / (to - from);
  expect(perHour(9, 11)).toBeGreaterThan(1.3 * perHour(12, 14));
  expect(perHour(14, 17)).toBeGreaterThan(1.2 * perHour(12, 14));
  expect(perHour(0, 6)).toBeLessThan(0.25 * perHour(9, 11));
});

test("ice is reported in winter, barbecues mostly from May to September", () => {
  const of = (category: string) => incidents.filter((each) => each.category === category);
  expect(of("event.04-07").length).toBeGreaterThan(10);
  expect(of("event.04-07").every((each) => [12, 1, 2].includes(monthOf(each.reportedAt)))).toBe(
    true,
  );
  const summer = of("event.05-10").filter(
    (each) => monthOf(each.reportedAt) >= 5 && monthOf(each.reportedAt) <= 9,
  );
  expect(summer.length).toBeGreaterThan(of("event.05-10").length / 2);
});

test("most are closed, none before it was reported or after the end; a few have no place", () => {
  expect(share((each) => each.closedAt === null)).toBeLessThan(0.06);
  expect(share((each) => each.closedAt === null)).toBeGreaterThan(0);
  expect(incidents.every((each) => each.closedAt === null || each.closedAt > each.reportedAt)).toBe(
    true,
  );
  expect(share((each) => each.geometry === null)).toBeGreaterThan(0.002);
  expect(share((each) => each.geometry === null)).toBeLessThan(0.03);
});
