import type { CaseCard } from "@onegrid/core/dispatch/contract";
import { CATEGORIES, decide, DEFAULT_POLICY, evolve, type Case } from "@onegrid/core/dispatch";
import { expect, test } from "vitest";
import { judgeHistory, judgeIntents, type LoggedStep } from "./judge-log.ts";
import { differences, judgeNumbers, judgeStretch, type StreamEvent } from "./judge-screens.ts";
import type { Person } from "./made-town.ts";
import type { Intent } from "./writer.ts";

const PLACE = {
  ...{ position: null, address: "金川路1号", gridId: null, gridVersionId: null, laneId: null },
  ...{ communityId: "c", streetId: "s", districtId: "d" },
};
const category = CATEGORIES.find(({ id }) => id === "community.10-01");

/** A case that was reported and filed, with the marks of both who did it. */
function history(): { readonly steps: LoggedStep[]; readonly stored: Case } {
  if (!category) throw new Error("no such class");
  const duty = { areaIds: ["d"], categories: null, maxLevel: "district" as const };
  const header = { reason: null, note: null, deviceAt: null, devicePosition: null };
  const by = (role: "supervision_desk") => ({
    ...{ kind: "member" as const, id: "desk", unitId: null, onBehalfOf: null },
    duty: { ...duty, role },
  });
  const context = {
    ...{ caseId: "one", at: 1, category, policy: DEFAULT_POLICY, actor: by("supervision_desk") },
    ...{ responsibleUnitIds: null, fallbackUnitId: null },
  };
  const fields = {
    ...{ place: PLACE, categoryId: category.id, description: "", channel: "desk" as const },
    ...{ severity: "minor" as const, condition: "ordinary" as const, level: "community" as const },
    ...{ reporterId: "desk", photos: [] },
  };
  const reported = decide(null, { ...header, verb: "report", fields }, context);
  if (!reported.ok) throw new Error(JSON.stringify(reported.error));
  const first = reported.value.reduce<Case | null>(evolve, null);
  const filed = decide(first, { ...header, verb: "file", fields: { standardMet: true } }, context);
  if (!filed.ok) throw new Error(JSON.stringify(filed.error));
  const events = [...reported.value, ...filed.value];
  const stored = events.reduce<Case | null>(evolve, null);
  if (!stored) throw new Error("no case");
  const steps = events.map((event, index) => ({
    event,
    mark: `mark-${index}`,
    previousHash: index === 0 ? "" : `h${index - 1}`,
    hash: `h${index}`,
  }));
  return { steps, stored };
}

const intent = (mark: string, changes: Partial<Intent> = {}): Intent => ({
  ...{ mark, caseId: "one", verb: "file", expectedVersion: 1, tries: 1, status: 200 },
  ...{ code: "", present: null, began: 0, ended: 1 },
  ...{ outcome: "done", answers: [{ caseId: "one", version: 2, card: "{}" }] },
  ...changes,
});

test("a legal history passes, and each planted fault in it is found", () => {
  const { steps, stored } = history();
  expect(judgeHistory(steps, stored)).toEqual([]);
  const [first, second] = steps;
  if (!first || !second) throw new Error("two steps");
  const planted: LoggedStep[][] = [
    [second],
    [first],
    [first, second, second],
    [first, { ...second, previousHash: "other" }],
    [first, { ...second, event: { ...second.event, from: "filed" } }],
    [first, { ...second, event: { ...second.event, to: "closed" } }],
  ];
  for (const faulty of planted) expect(judgeHistory(faulty, stored)).not.toEqual([]);
});

test("an answer without a step, a step twice, and a refusal with a step are found", () => {
  const { steps } = history();
  const twice = [...steps, ...steps.slice(1)];
  const judged = (each: Intent, log = steps) => {
    const { lost, doubled, differing } = judgeIntents([each], log);
    return [lost.length, doubled.length, differing.length];
  };
  expect(judged(intent("mark-1"))).toEqual([0, 0, 0]);
  expect(judged(intent("mark-9"))).toEqual([1, 0, 0]);
  expect(judged(intent("mark-9", { outcome: "unknown", answers: [] }))).toEqual([0, 0, 0]);
  expect(judged(intent("mark-1"), twice)).toEqual([0, 1, 0]);
  expect(judged(intent("mark-1", { outcome: "refused", status: 409, answers: [] }))).toEqual([
    0, 1, 0,
  ]);
  const answer = { caseId: "one", version: 2, card: "{}" };
  const other = { ...answer, card: "other" };
  expect(judged(intent("mark-1", { answers: [answer, other] }))).toEqual([0, 0, 1]);
  expect(judged(intent("mark-1", { answers: [{ ...answer, version: 1 }] }))).toEqual([0, 0, 1]);
});

const desk: Person = {
  id: "desk",
  login: "desk",
  cookie: "",
  duties: [
    {
      ...{ id: "1", role: "community_desk", areaId: "c", areaKind: "community", categories: [] },
      areaPath: ["d", "s", "c"],
    },
  ],
};
const eventAt = (position: number, level: "community" | "street", was = level): StreamEvent => {
  const thing = { path: ["d", "s", "c"], categoryId: "community.10-01", assigneeId: null };
  return {
    position,
    caseId: "one",
    version: 1,
    reach: { ...thing, level },
    was: { ...thing, level: was },
  };
};

test("a stretch that misses, repeats or turns round an event is found", () => {
  const events = [
    eventAt(5, "community"),
    eventAt(6, "street"), // never theirs
    eventAt(7, "street", "community"), // it leaves them
    eventAt(8, "community"),
  ];
  const judged = (...heard: number[]) => {
    const verdict = judgeStretch({ after: 4, heard, upTo: 8 }, desk, events);
    return [verdict.lost, verdict.doubled, verdict.outOfOrder];
  };
  expect(judged(5, 7, 8)).toEqual([0, 0, 0]);
  expect(judged(5, 8)).toEqual([1, 0, 0]);
  expect(judged(5, 7, 7, 8)).toEqual([0, 1, 0]);
  expect(judged(4, 5, 7, 8)).toEqual([0, 1, 0]);
  expect(judged(7, 5, 8)).toEqual([0, 0, 1]);
  expect(judgeNumbers([4, 5, 6])).toEqual([]);
  expect(judgeNumbers([4, 6, 6])).toHaveLength(2);
});

test("a card that is missing, old, different or no longer in sight is found", () => {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- no more of a card is looked at
  const card = (id: string, version: number, more = {}) => ({ id, version, ...more }) as CaseCard;
  const stored = [card("a", 2), card("b", 3)];
  const shown = (...cards: CaseCard[]) =>
    differences(new Map(cards.map((each) => [each.id, each])), stored, () => true).length;
  expect(shown(card("a", 2), card("b", 3))).toBe(0);
  expect(shown(card("a", 2))).toBe(1);
  expect(shown(card("a", 1), card("b", 3))).toBe(1);
  expect(shown(card("a", 2, { state: "filed" }), card("b", 3))).toBe(1);
  expect(shown(card("a", 2), card("b", 3), card("c", 1))).toBe(1);
});
