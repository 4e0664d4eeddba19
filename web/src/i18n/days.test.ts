import { expect, test } from "vitest";
import { dayAfter, lastDayBefore } from "./days.ts";

test("a last day and the day after it are told apart over months, years and leap days", () => {
  expect(lastDayBefore("2026-12-01")).toBe("2026-11-30");
  expect(lastDayBefore("2027-01-01")).toBe("2026-12-31");
  expect(lastDayBefore("2028-03-01")).toBe("2028-02-29");
  for (const last of ["2026-11-30", "2026-12-31", "2028-02-29", "1990-04-15", "1990-09-16"])
    expect(lastDayBefore(dayAfter(last))).toBe(last);
});
