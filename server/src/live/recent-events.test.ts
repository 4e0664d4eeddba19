import { sightOf } from "@onegrid/core/access";
import type { StoredEvent } from "@onegrid/db/events";
import { expect, test } from "vitest";
import { keepRecentEvents } from "./recent-events.ts";
import { viewerName } from "./viewer.ts";

const event = (position: number): StoredEvent => ({
  position,
  at: new Date(0),
  kind: "layers.changed",
  subject: "x",
  scopePath: [],
  payload: { text: "x".repeat(100) },
});

const numbers = (count: number, first: number): number[] =>
  Array.from({ length: count }, (_, index) => first + index);

test("what is kept is told from any position on, and what is not kept is not told as whole", () => {
  for (const most of [0, 500, 1_000, 100_000]) {
    const recent = keepRecentEvents(10, most);
    for (let position = 11; position <= 60; position += 1) {
      recent.add(event(position));
      // Whatever is told begins right behind the position and leaves nothing out.
      const told = numbers(position - 9, 10).map((asked) => [asked, recent.after(asked)] as const);
      const wrong = told.filter(
        ([asked, kept]) =>
          kept !== undefined &&
          String(kept.map((each) => each.event.position)) !==
            String(numbers(position - asked, asked + 1)),
      );
      expect(wrong).toEqual([]);
      expect(recent.after(position)).toEqual([]);
    }
    const sizes = recent.after(11)?.length;
    expect(sizes).toBe(most === 100_000 ? 49 : undefined);
  }
});

test("after a jump in the numbers nothing from before it is told as whole", () => {
  const recent = keepRecentEvents(0);
  recent.add(event(1));
  recent.add(event(5));
  expect(recent.after(0)).toBeUndefined();
  expect(recent.after(4)?.map((each) => each.event.position)).toEqual([5]);
});

test("the name of what somebody sees depends on what it is, not on the order of the rows", () => {
  const duty = (areaId: string) => ({
    id: areaId,
    role: "street_desk" as const,
    areaId,
    areaPath: [areaId],
    areaKind: "street",
    categories: ["b", "a"],
  });
  const viewer = (...ids: string[]) => ({
    scope: ids,
    plans: ids,
    cases: { reaches: [], ownIds: ids },
    sight: sightOf(ids.map(duty), ids),
  });
  expect(viewerName(viewer("s1", "s2"))).toBe(viewerName(viewer("s2", "s1")));
  expect(viewerName(viewer("s1", "s2"))).not.toBe(viewerName(viewer("s1")));
});
