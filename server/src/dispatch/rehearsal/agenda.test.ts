import fc from "fast-check";
import { expect, test } from "vitest";
import { Agenda } from "./agenda.ts";
import { drawsFor } from "./habits.ts";

test("gives everything back in the order of its times, equal ones as they were planned", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20 })), (times) => {
      const agenda = new Agenda<number>();
      times.forEach((at, index) => agenda.plan(at, index));
      const got: [at: number, item: number][] = [];
      for (let next = agenda.next(); next; next = agenda.next()) got.push([next.at, next.item]);
      const wanted = times.map((at, index): [number, number] => [at, index]);
      expect(got).toEqual(wanted.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]));
    }),
  );
});

test("what is planned while it runs takes its place", () => {
  const agenda = new Agenda<string>();
  agenda.plan(5, "late");
  agenda.plan(1, "first");
  expect(agenda.next()).toMatchObject({ at: 1, item: "first" });
  agenda.plan(3, "between");
  expect([agenda.next()?.item, agenda.next()?.item, agenda.next()]).toEqual([
    "between",
    "late",
    undefined,
  ]);
});

test("what people do is drawn from seed and id alone, about as often as it is said", () => {
  const ids = Array.from({ length: 20_000 }, (_, at) => `h${at}`);
  const shareOf = (seed: number): number =>
    ids.filter((id) => drawsFor(seed, id).does("return")).length / ids.length;
  expect(shareOf(1)).toBeGreaterThan(0.045);
  expect(shareOf(1)).toBeLessThan(0.055);
  const once = ids.slice(0, 200).map((id) => drawsFor(7, id).takes("work"));
  expect(ids.slice(0, 200).map((id) => drawsFor(7, id).takes("work"))).toEqual(once);
  expect(ids.slice(0, 200).map((id) => drawsFor(8, id).takes("work"))).not.toEqual(once);
});
