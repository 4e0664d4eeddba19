import type { Fold } from "./fold-verbs.ts";
import type { Case, Cooperation, EventOf } from "../model/model.ts";

const whistled = (current: Case, { fields, at, actor }: EventOf<"whistle">): Partial<Case> => ({
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
  whistle_refuse: (current, { fields, at }) =>
    changed(current, fields.cooperationId, () => ({ state: "refused", endedAt: at })),
  whistle_rate: (current, { fields }) =>
    changed(current, fields.cooperationId, () => ({ state: "rated", stars: fields.stars })),
  whistle_waive: (current, { fields, at }) =>
    changed(current, fields.cooperationId, () => ({ state: "waived", endedAt: at })),
};
