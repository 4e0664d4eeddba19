import { expect, it } from "vitest";
import { pastFigure } from "./past-figure.ts";

const on = (day: string, covered = 0) => ({ day, covered, uncovered: 0, notComputable: 0 });

it("takes the latest figure of 30 days ago or before, in the last state of its day", () => {
  const kept = ["2026-09-01", "2026-10-20", "2026-10-21", "2026-10-22", "2026-11-20"].map((day) =>
    on(day),
  );
  expect(pastFigure(kept, "2026-11-20")).toEqual({ figure: on("2026-10-21"), days: 30 });
  const twice = [on("2026-10-01", 1), on("2026-10-01", 2)];
  expect(pastFigure(twice, "2026-11-20")?.figure.covered).toBe(2);
});

it("takes the oldest one where none is that old, says its own age, and makes none up", () => {
  const kept = [on("2026-11-01", 1), on("2026-11-01", 2), on("2026-11-10", 3)];
  expect(pastFigure(kept, "2026-11-20")).toEqual({ figure: on("2026-11-01", 2), days: 19 });
  expect(pastFigure([on("2026-11-20")], "2026-11-20")).toBeNull();
  expect(pastFigure([], "2026-11-20")).toBeNull();
});
