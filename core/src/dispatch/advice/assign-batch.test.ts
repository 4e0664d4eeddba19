import fc from "fast-check";
import { expect, test } from "vitest";
import { lawRuns } from "../../law-runs.ts";
import { assignBatch, DEFAULT_BATCH_POLICY, type BatchTask } from "./assign-batch.ts";
import { SEVERITIES, type Severity } from "../model/model.ts";
import { reasonSentence } from "./recommend-labels.ts";
import { recommend, type Candidate } from "./recommend.ts";
import { candidate, MONDAY_NINE } from "../test-builders.ts";

interface Scene {
  readonly tasks: readonly BatchTask[];
}

const batchTask = (
  caseId: string,
  candidates: readonly Candidate[],
  seconds: Record<string, number | null>,
  severity: Severity = "minor",
): BatchTask => ({
  caseId,
  task: {
    categoryId: "event.01-02",
    severity,
    gridId: `grid-${caseId}`,
    communityId: null,
    at: MONDAY_NINE,
  },
  candidates,
  travelSeconds: (id) => seconds[id] ?? null,
});

const scenes = (mostTasks: number, mostPeople: number): fc.Arbitrary<Scene> =>
  fc
    .record({
      people: fc.array(
        fc.record({
          openTasks: fc.integer({ min: 0, max: 3 }),
          maxTasks: fc.integer({ min: 1, max: 3 }),
          isOnShift: fc.boolean(),
          ownsGrid: fc.integer({ min: 0, max: mostTasks }),
        }),
        { maxLength: mostPeople },
      ),
      cases: fc.array(
        fc.record({
          severity: fc.constantFrom(...SEVERITIES),
          seconds: fc.array(
            fc.option(
              fc.integer({ min: 0, max: 3 }).map((step) => step * 450),
              { freq: 6 },
            ),
            { minLength: mostPeople, maxLength: mostPeople },
          ),
        }),
        { maxLength: mostTasks },
      ),
    })
    .map(({ people, cases }) => {
      const candidates = people.map(({ openTasks, maxTasks, isOnShift, ownsGrid }, k) =>
        candidate(`p${k}`, {
          openTasks,
          maxTasks,
          isOnShift: isOnShift || k % 2 === 0,
          remainingWorkSeconds: openTasks * 900,
          gridIds: [`grid-c${ownsGrid}`],
        }),
      );
      return {
        tasks: cases.map(({ severity, seconds }, k) =>
          batchTask(
            `c${k}`,
            candidates,
            Object.fromEntries(seconds.map((each, at) => [`p${at}`, each])),
            severity,
          ),
        ),
      };
    });

/** What the rules say of a plan: how many cases of each severity it places, then its seconds. */
interface Worth {
  readonly placed: readonly number[];
  readonly seconds: number;
}

const GRAVEST_FIRST: readonly (readonly Severity[])[] = [
  ["extreme"],
  ["severe"],
  ["moderate"],
  ["minor", "unknown"],
];

const isBetter = (a: Worth, b: Worth): boolean => {
  const at = a.placed.findIndex((count, k) => count !== b.placed[k]);
  if (at >= 0) return (a.placed[at] ?? 0) > (b.placed[at] ?? 0);
  return a.seconds < b.seconds;
};

/** Every way to hand out the cases, judged by the rules as they are written. */
function bestByTrying(tasks: readonly BatchTask[]): Worth {
  const ranked = tasks.map(
    ({ task, candidates, travelSeconds }) => recommend(task, candidates, travelSeconds).ranked,
  );
  const roomOf = (id: string): number => {
    const found = tasks[0]?.candidates.find((each) => each.id === id);
    return found ? Math.max(1, found.maxTasks - found.openTasks) : 0;
  };
  const visit = (at: number, inHand: ReadonlyMap<string, number>, worth: Worth): Worth => {
    const next = tasks[at];
    if (!next) return worth;
    let best = visit(at + 1, inHand, worth);
    for (const { candidateId, costSeconds } of ranked[at] ?? []) {
      const earlier = inHand.get(candidateId) ?? 0;
      if (earlier >= roomOf(candidateId)) continue;
      const found = visit(at + 1, new Map([...inHand, [candidateId, earlier + 1]]), {
        placed: worth.placed.map(
          (count, k) => count + (GRAVEST_FIRST[k]?.includes(next.task.severity) ? 1 : 0),
        ),
        seconds: worth.seconds + costSeconds + earlier * DEFAULT_BATCH_POLICY.earlierCaseSeconds,
      });
      if (isBetter(found, best)) best = found;
    }
    return best;
  };
  return visit(0, new Map(), { placed: GRAVEST_FIRST.map(() => 0), seconds: 0 });
}

test("a batch is the best of all ways to hand it out", () => {
  fc.assert(
    fc.property(scenes(5, 4), ({ tasks }) => {
      const plan = assignBatch(tasks);
      const placed = GRAVEST_FIRST.map(
        (severities) =>
          plan.chosen.filter(({ caseId }) =>
            tasks.some((each) => each.caseId === caseId && severities.includes(each.task.severity)),
          ).length,
      );
      expect({ placed, seconds: plan.costSeconds }).toEqual(bestByTrying(tasks));
    }),
    { numRuns: lawRuns(400, 20_000) },
  );
});

test("every case is placed or left with a reason, nobody carries too much, and terms add up", () => {
  fc.assert(
    fc.property(scenes(12, 8), ({ tasks }) => {
      const plan = assignBatch(tasks);
      const ids = [...plan.chosen, ...plan.left].map(({ caseId }) => caseId);
      expect(ids.toSorted()).toEqual(tasks.map(({ caseId }) => caseId).toSorted());
      for (const { choice } of plan.chosen) {
        expect(choice.terms.reduce((sum, { seconds }) => sum + seconds, 0)).toBe(
          choice.costSeconds,
        );
        const held = plan.chosen.filter((each) => each.choice.candidateId === choice.candidateId);
        const who = tasks[0]?.candidates.find(({ id }) => id === choice.candidateId);
        expect(held.length).toBeLessThanOrEqual(
          Math.max(1, (who?.maxTasks ?? 0) - (who?.openTasks ?? 0)),
        );
      }
    }),
    { numRuns: 200 },
  );
});

test("the order of cases and candidates changes nothing", () => {
  fc.assert(
    fc.property(scenes(8, 6), ({ tasks }) => {
      const turned = tasks
        .map((each) => ({ ...each, candidates: each.candidates.toReversed() }))
        .toReversed();
      expect(assignBatch(turned)).toEqual(assignBatch(tasks));
    }),
    { numRuns: 100 },
  );
});

test("one person with room for two says which case waits, and for what", () => {
  const wang = candidate("wang", { maxTasks: 2 });
  const plan = assignBatch([
    batchTask("far", [wang], { wang: 400 }),
    batchTask("near", [wang], { wang: 100 }),
    batchTask("third", [wang], { wang: 500 }),
    batchTask("island", [wang], {}),
  ]);
  expect(plan.chosen.map(({ caseId, choice }) => [caseId, reasonSentence(choice).zh])).toEqual([
    ["far", "到场 6 分 40 秒 · 本批前面还有 1 件"],
    ["near", "到场 1 分 40 秒"],
  ]);
  expect(plan.left).toEqual([
    { caseId: "island", reason: "nobody" },
    { caseId: "third", reason: "all_full" },
  ]);
  expect(plan.costSeconds).toBe(1400);
});

test("who is nearest to both goes where the other would lose more", () => {
  const people = [candidate("a"), candidate("b")];
  const plan = assignBatch([
    batchTask("one", people, { a: 60, b: 120 }),
    batchTask("two", people, { a: 90, b: 800 }),
  ]);
  expect(plan.chosen.map(({ caseId, choice }) => [caseId, choice.candidateId])).toEqual([
    ["one", "b"],
    ["two", "a"],
  ]);
  expect(plan.chosen[0]?.firstAlone).toBe("a");
});
