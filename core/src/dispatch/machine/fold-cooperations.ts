import { isHelpOpen, type Cooperation } from "../model/cooperation.ts";
import type { Fold } from "./fold-verbs.ts";
import type { Case, CaseEvent, EventOf } from "../model/model.ts";
import { STATE_TABLE } from "./transitions.ts";

const whistled = (
  current: Case,
  { fields, at, actor, reason }: EventOf<"whistle">,
): Partial<Case> => ({
  cooperations: [
    ...current.cooperations,
    {
      id: fields.cooperationId,
      callerId: actor.id,
      calledUnitId: fields.calledUnitId,
      kind: fields.kind,
      state: "called",
      calledAt: at,
      acknowledgedAt: null,
      arrivedAt: null,
      endedAt: null,
      stars: null,
      reason,
      firstCalledAt: at,
      round: 1,
    },
  ],
});

const changed = (
  current: Case,
  cooperationId: string,
  change: (each: Cooperation) => Partial<Cooperation>,
): Partial<Case> => ({
  cooperations: current.cooperations.map((each) =>
    each.id === cooperationId ? { ...each, ...change(each) } : each,
  ),
});

/** Called again, with all its time before it. */
const insisted = (current: Case, { fields, at }: EventOf<"whistle_insist">): Partial<Case> =>
  changed(current, fields.cooperationId, ({ round = 1 }) => ({
    state: "called",
    calledAt: at,
    acknowledgedAt: null,
    arrivedAt: null,
    endedAt: null,
    round: round + 1,
    pauses: [],
  }));

const raised = (
  current: Case,
  { fields: { cooperationId, clock, round }, at }: EventOf<"whistle_yellow" | "whistle_red">,
  colour: "yellow" | "red",
): Partial<Case> =>
  changed(current, cooperationId, (each) => ({
    raised: [...(each.raised ?? []), { clock, round, colour, at }],
  }));

/** What the verbs of 吹哨报到 leave on the case. Arriving without a word counts as acknowledging. */
export const COOPERATION_FOLD: Fold = {
  whistle: whistled,
  whistle_acknowledge: (current, { fields, at }) =>
    changed(current, fields.cooperationId, () => ({ state: "acknowledged", acknowledgedAt: at })),
  whistle_arrive: (current, { fields, at }) =>
    changed(current, fields.cooperationId, (each) => ({
      state: "arrived",
      acknowledgedAt: each.acknowledgedAt ?? at,
      arrivedAt: at,
    })),
  whistle_finish: (current, { fields, at }) =>
    changed(current, fields.cooperationId, () => ({ state: "done", endedAt: at })),
  whistle_refuse: (current, { fields, at, reason }) =>
    changed(current, fields.cooperationId, () => ({
      state: "refused",
      endedAt: at,
      refusal: reason,
      refusedAt: at,
    })),
  whistle_rate: (current, { fields, at }) =>
    changed(current, fields.cooperationId, () => ({
      state: "rated",
      stars: fields.stars,
      ratedAt: at,
    })),
  whistle_waive: (current, { fields, at }) =>
    changed(current, fields.cooperationId, () => ({ state: "waived", endedAt: at })),
  whistle_insist: insisted,
  whistle_excuse: (current, { fields }) =>
    changed(current, fields.cooperationId, () => ({ state: "excused" })),
  whistle_yellow: (current, event) => raised(current, event, "yellow"),
  whistle_red: (current, event) => raised(current, event, "red"),
};

/**
 * What becomes of open calls when the case itself moves: parked, nobody is waited for; ended, nobody is
 * needed any more. An undone merge brings no call back.
 */
export function followCase(
  cooperations: readonly Cooperation[],
  { verb, to, at }: Pick<CaseEvent, "verb" | "to" | "at">,
): readonly Cooperation[] {
  const isEnd = !STATE_TABLE[to].isOpen;
  if ((!isEnd && verb !== "park" && verb !== "unpark") || !cooperations.some(isHelpOpen))
    return cooperations;
  return cooperations.map((each) => {
    if (!isHelpOpen(each)) return each;
    const pauses = each.pauses ?? [];
    if (verb === "park") return { ...each, pauses: [...pauses, { from: at, to: null }] };
    const closed = pauses.map((pause) => ({ ...pause, to: pause.to ?? at }));
    return isEnd
      ? { ...each, state: "waived", endedAt: at, pauses: closed }
      : { ...each, pauses: closed };
  });
}
