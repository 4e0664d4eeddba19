import fc from "fast-check";
import { expect, test } from "vitest";
import { lawRuns } from "../../law-runs.ts";
import type { Severity } from "../model/model.ts";
import { reasonSentence } from "./recommend-labels.ts";
import {
  DEFAULT_RECOMMEND_POLICY,
  recommend,
  startingPlace,
  whyNot,
  type Candidate,
  type RecommendTask,
} from "./recommend.ts";
import { candidate as person, MONDAY_NINE } from "../test-builders.ts";

const task: RecommendTask = {
  categoryId: "event.01-02",
  severity: "minor",
  gridId: "grid-7",
  communityId: "community-2",
  at: MONDAY_NINE,
};
const travel = (seconds: Record<string, number | null>) => (id: string) => seconds[id] ?? null;

test("the sentence of the desk: arrival, tasks in hand, own grid", () => {
  const wang = person("wang", { openTasks: 2, remainingWorkSeconds: 1800, gridIds: ["grid-7"] });
  const [first] = recommend(task, [wang], travel({ wang: 400 })).ranked;
  if (!first) throw new Error("nobody");
  expect(reasonSentence(first)).toEqual({
    zh: "到场 6 分 40 秒 · 手上 2 件 · 本网格",
    en: "there in 6 min 40 s · 2 in hand · own grid",
  });
  expect(first.terms.map((each) => [each.term, each.seconds])).toEqual([
    ["travel", 400],
    ["remaining_work", 1800],
    ["own_grid", -300],
  ]);
  expect(first.costSeconds).toBe(1900);
});

test("everybody left out has every reason for it, with the numbers", () => {
  const tired = person("tired", {
    isOnShift: false,
    categories: ["event.05"],
    openTasks: 3,
    restUntil: MONDAY_NINE + 60_000,
    position: null,
    hasRight: false,
  });
  const island = person("island");
  const { ranked, excluded } = recommend(task, [tired, island], travel({}));
  expect(ranked).toEqual([]);
  expect(
    excluded.map((each) => [each.candidateId, each.reasons.map(({ reason }) => reason)]),
  ).toEqual([
    ["island", ["unreachable"]],
    ["tired", ["off_shift", "no_right", "no_capability", "at_load", "resting", "no_position"]],
  ]);
  expect(excluded[1]?.reasons[3]).toEqual({ reason: "at_load", value: 3, limit: 3 });
});

test("a busy person starts from the present job, an old position gives way to the duty point", () => {
  const from = (changes: Partial<Candidate>) =>
    startingPlace(person("x", changes), DEFAULT_RECOMMEND_POLICY)?.from;
  expect(from({ openTasks: 1, presentJob: [102, 38] })).toBe("present_job");
  expect(from({ positionAgeSeconds: 600 })).toBe("position");
  expect(from({ positionAgeSeconds: 601, dutyPoint: [102, 38] })).toBe("duty_point");
  expect(from({ positionAgeSeconds: 601 })).toBeUndefined();
});

test("for extreme severity the nearest goes, full or not, and a busy one needs a word", () => {
  const busy = person("busy", { openTasks: 3, remainingWorkSeconds: 7200 });
  const free = person("free", { gridIds: ["grid-7"] });
  const extreme = { ...task, severity: "extreme" } as const;
  const { ranked, isCertain } = recommend(extreme, [free, busy], travel({ busy: 60, free: 90 }));
  expect(ranked.map((each) => [each.candidateId, each.costSeconds])).toEqual([
    ["busy", 60],
    ["free", 90],
  ]);
  expect([ranked[0]?.needsConfirmation, isCertain]).toEqual([true, false]);
});

test("why not somebody: what costs more than the first, adding up", () => {
  const near = person("near", { openTasks: 1, remainingWorkSeconds: 1200 });
  const own = person("own", { gridIds: ["grid-7"] });
  const shown = recommend(
    task,
    [near, own, person("away", { isOnShift: false })],
    travel({ near: 60, own: 500, away: 1 }),
  );
  expect(whyNot(shown, "near")).toEqual({
    kind: "behind",
    rank: 2,
    behindSeconds: 1060,
    terms: [
      { term: "travel", moreSeconds: -440 },
      { term: "remaining_work", moreSeconds: 1200 },
      { term: "own_grid", moreSeconds: 300 },
    ],
  });
  expect(whyNot(shown, "away")).toMatchObject({
    kind: "excluded",
    reasons: [{ reason: "off_shift" }],
  });
  expect(whyNot(shown, "nobody")).toBeUndefined();
});

test("equal costs are ordered by id, and then nothing is certain", () => {
  const people = ["c", "a", "b"].map((id) => person(id));
  const { ranked, isCertain } = recommend(task, people, () => 100);
  expect(ranked.map((each) => each.candidateId)).toEqual(["a", "b", "c"]);
  expect(isCertain).toBe(false);
});

const SEVERITY = ["extreme", "severe", "moderate", "minor"] as const;
const candidate = fc.record({
  isOnShift: fc.boolean(),
  hasRight: fc.boolean(),
  categories: fc.constantFrom(null, ["event.01"], ["event.05", "asset"]),
  openTasks: fc.nat({ max: 3 }),
  remainingWorkSeconds: fc.nat({ max: 20 }).map((value) => value * 90.5),
  workedTodaySeconds: fc.nat({ max: 12 }).map((value) => value * 3000),
  gridIds: fc.constantFrom([], ["grid-7"], ["grid-8"]),
  communityIds: fc.constantFrom([], ["community-2"]),
  positionAgeSeconds: fc.constantFrom(null, 10, 6000),
  dutyPoint: fc.constantFrom(null, [102.2, 38.5] as const),
  travel: fc.option(fc.nat({ max: 6 }).map((value) => value * 60 + 0.4)),
});
type Scene = typeof candidate extends fc.Arbitrary<infer S> ? S : never;

/** Whom no rule leaves out. */
function canGo(severity: Severity, scene: Scene): boolean {
  const { openTasks, positionAgeSeconds, dutyPoint, categories } = scene;
  const isFresh = positionAgeSeconds !== null && positionAgeSeconds <= 600;
  return [
    scene.isOnShift && scene.hasRight,
    categories === null || categories[0] === "event.01",
    isFresh || dutyPoint !== null,
    openTasks < 3 || severity === "extreme",
  ].every(Boolean);
}

/** The cost in one formula, without terms; `null` for whom a rule leaves out. */
function slowCost(severity: Severity, scene: Scene): number | null {
  const { travel: seconds, gridIds, communityIds } = scene;
  if (seconds === null || !canGo(severity, scene)) return null;
  if (severity === "extreme") return Math.round(seconds);
  const weight = severity === "severe" ? 0.5 : 1;
  const isCommunity = communityIds.length > 0;
  const home = gridIds[0] === "grid-7" ? 300 : Number(isCommunity) * 60;
  const over = Math.max(0, scene.workedTodaySeconds / 3600 - 8);
  const work = Math.round(scene.remainingWorkSeconds * weight);
  return Math.round(seconds) + work - home + Math.round(over * 120);
}

test("the order is that of brute force, and what is shown adds up to the cost", () => {
  const scenes = fc.array(candidate, { maxLength: 25 });
  const law = fc.property(scenes, fc.constantFrom(...SEVERITY), (list, severity) => {
    const people = list.map((each, at) => person(`p${at}`, each));
    const given = recommend(
      { ...task, severity },
      people,
      (id) => list[Number(id.slice(1))]?.travel ?? null,
    );
    const slow = list.flatMap((each, at) => {
      const cost = slowCost(severity, each);
      return cost === null ? [] : [{ id: `p${at}`, cost }];
    });
    // Rank by counting who is better: no sorting in the oracle.
    const rankOf = (one: { id: string; cost: number }) =>
      1 + slow.filter((x) => x.cost < one.cost || (x.cost === one.cost && x.id < one.id)).length;
    const found = given.ranked.map((each) => [each.candidateId, each.costSeconds, each.rank]);
    expect(new Set(found)).toEqual(new Set(slow.map((each) => [each.id, each.cost, rankOf(each)])));
    for (const { terms, costSeconds } of given.ranked) {
      expect(terms.reduce((sum, each) => sum + each.seconds, 0)).toBe(costSeconds);
    }
    expect(given.ranked.length + given.excluded.length).toBe(list.length);
    expect(given.excluded.every((each) => each.reasons.length > 0)).toBe(true);
    const why = given.ranked.map((each) => whyNot(given, each.candidateId));
    for (const each of why) {
      if (each?.kind !== "behind") throw new Error("a ranked person is not excluded");
      expect(each.terms.reduce((sum, term) => sum + term.moreSeconds, 0)).toBe(each.behindSeconds);
    }
  });
  fc.assert(law, { numRuns: lawRuns(300, 10_000), seed: 5 });
});
