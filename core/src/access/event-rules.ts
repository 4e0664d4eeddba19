/**
 * Who hears of an event. `map`: whoever sees the map where it happened, everybody where it names no
 * place. `plan`, `coverage`: whoever reads plans or coverage there. `case`: whoever reaches the case that it tells of.
 */
type EventRule = "map" | "plan" | "coverage" | "case";

/** Every kind of event, `capability.what-happened`, with its rule: one that is not here cannot be written. */
export const EVENT_RULES = {
  "layers.changed": "map",
  "division.changed": "plan",
  "division.plan-moved": "plan",
  "division.plan-discussed": "plan",
  "division.presence-changed": "plan",
  "coverage.scenario-changed": "coverage",
  "dispatch.case-opened": "case",
  "dispatch.case-changed": "case",
  // Names no case: that there are new ones.
  "dispatch.cases-imported": "map",
  // An emergency plan was turned on or off; its path names every community and all above them.
  "dispatch.activation-changed": "map",
  // A warning (预警) came in or was ended; its path names every area that it meets.
  "dispatch.warning-changed": "map",
  // Names no case: that due times may be others, and which edition of the rule book says so.
  "dispatch.rules-changed": "map",
} as const satisfies Readonly<Record<string, EventRule>>;

export type EventKind = keyof typeof EVENT_RULES;

/** The rule of a stored event; `null` for a kind of another version, which nobody hears of. */
export const eventRuleOf = (kind: string): EventRule | null =>
  Object.entries(EVENT_RULES).find(([known]) => known === kind)?.[1] ?? null;
