import fc from "fast-check";
import { expect, test } from "vitest";
import type { PeopleMessage } from "../position-contract.ts";
import {
  changeMessage,
  changesBetween,
  seesPerson,
  wholeMessage,
  type LocatedPerson,
  type PeopleViewer,
} from "./people-message.ts";

const person = (change: Partial<LocatedPerson>): LocatedPerson => ({
  ...{ key: 0, id: "wang", name: "王", role: "grid_staff", areaName: "新桥", inHand: 0 },
  ...{ paths: [["district", "street", "a"]], position: [104, 36], accuracyMetres: 5 },
  measuredAt: 1_000,
  ...change,
});
const viewer = (change: Partial<PeopleViewer> = {}): PeopleViewer => ({
  scope: ["street"],
  seen: ["district"],
  box: [103, 35, 105, 37],
  ...change,
});

test("somebody is shown by a duty within both walls and by where they are", () => {
  expect(seesPerson(viewer(), person({}))).toBe(true);
  expect(seesPerson(viewer({ scope: ["b"] }), person({}))).toBe(false);
  expect(seesPerson(viewer({ seen: ["b"] }), person({}))).toBe(false);
  expect(seesPerson(viewer(), person({ position: [105.1, 36] }))).toBe(false);
  // Each wall by the same duty: two that hold half of it each show nobody.
  const halves = person({
    paths: [
      ["x", "street"],
      ["y", "district"],
    ],
  });
  expect(seesPerson(viewer(), halves)).toBe(false);
});

/** A screen as the page keeps it. */
function makeScreen() {
  const who = new Map<number, PeopleMessage["who"][number]>();
  const at = new Map<number, PeopleMessage["moved"][number]>();
  const take = (message: PeopleMessage | null): void => {
    if (message === null) return;
    if (message.isWhole) for (const each of [who, at]) each.clear();
    for (const each of message.who) who.set(each.key, each);
    for (const each of message.moved) at.set(each[0], each);
    for (const key of message.gone) for (const each of [who, at]) each.delete(key);
  };
  const shown = () =>
    [...who.keys()].toSorted((a, b) => a - b).map((key) => [who.get(key), at.get(key)]);
  return { take, shown };
}

test("whatever happens, a screen that is told of changes shows what one shows that has just come", () => {
  const someone = fc.record({
    key: fc.integer({ min: 0, max: 4 }),
    inHand: fc.integer({ min: 0, max: 2 }),
    position: fc.constantFrom<[number, number]>([104, 36], [104.5, 36.5], [110, 36]),
    paths: fc.constantFrom([["district", "street"]], [["district", "other"]], []),
    measuredAt: fc.integer({ min: 0, max: 3 }).map((step) => step * 1000),
  });
  const looks = fc.array(fc.array(someone, { maxLength: 5 }), { maxLength: 8 });
  let told = 0;
  fc.assert(
    fc.property(looks, (steps) => {
      const [screen, mine] = [makeScreen(), viewer()];
      let before = new Map<string, LocatedPerson>();
      screen.take(wholeMessage(mine, before.values(), 0));
      for (const step of steps) {
        const people = step.map((each) =>
          // Whoever is measured at the same time is at the same place.
          person({ ...each, id: String(each.key), position: [104 + each.measuredAt / 1000, 36] }),
        );
        const after = new Map(people.map((each) => [each.id, each]));
        const message = changeMessage(mine, changesBetween(before, after), 0);
        if (message !== null) told += 1;
        screen.take(message);
        const fresh = makeScreen();
        fresh.take(wholeMessage(mine, after.values(), 0));
        expect(screen.shown()).toEqual(fresh.shown());
        before = after;
      }
    }),
    { seed: 7, numRuns: 2_000 },
  );
  expect(told).toBeGreaterThan(1_000);
});

test("who goes out of sight is named by the key alone, and nothing is told of who was not in it", () => {
  const [near, far] = [person({}), person({ position: [110, 36], measuredAt: 2_000 })];
  expect(changeMessage(viewer(), [{ before: near, after: far }], 9)).toEqual({
    ...{ at: 9, isWhole: false, who: [], moved: [] },
    gone: [0],
  });
  expect(changeMessage(viewer(), [{ before: far, after: null }], 9)).toBeNull();
});
