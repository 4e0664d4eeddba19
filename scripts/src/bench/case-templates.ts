import {
  CATEGORIES,
  CHINA_CALENDAR,
  deadlinesOf,
  DEFAULT_LIMITS,
  evolve,
  spansOf,
  standingOf,
  stateAfter,
  type BoardSpan,
  type Case,
  type CaseEvent,
  type Place,
  type TimeRules,
  type Verb,
  type VerbFields,
} from "@onegrid/core/dispatch";
import { randomOf } from "./made-city.ts";

/** Weeks that are alike: with holidays (放假) a case that is moved by weeks would be due at another hour. */
export const RULES: TimeRules = {
  limits: DEFAULT_LIMITS,
  calendar: { ...CHINA_CALENDAR, days: {} },
};
/** A Monday, 00:00 in China. */
export const FIRST_WEEK = Date.parse("2025-06-02T00:00:00+08:00");
export const WEEK_MS = 7 * 86_400_000;
const HOUR_MS = 3_600_000;

export interface CaseTemplate {
  readonly case: Case;
  readonly events: readonly CaseEvent[];
  readonly spans: readonly BoardSpan[];
  readonly facts: number;
  readonly totalDueAt: number | null;
}

const PLACE: Place = {
  position: [0, 0],
  address: "",
  gridId: null,
  gridVersionId: null,
  laneId: null,
  communityId: null,
  streetId: null,
  districtId: "",
};

type Step = { [V in Verb]: readonly [verb: V, fields: VerbFields[V]] }[Verb];
const to = (unitId: string): Step => [
  "dispatch",
  { assignee: { unitId, memberId: null }, recommendationId: null, overrideReason: null },
];
const FILE: Step = ["file", { standardMet: true }];
const WORK: readonly Step[] = [
  ["accept", {}],
  ["set_out", {}],
  ["arrive", {}],
];
const DONE: Step = ["finish", { photos: [], form: {} }];
const PASS: Step = ["pass", { standardMet: true }];
const USUAL: readonly Step[] = [FILE, to("team"), ...WORK, DONE, PASS];

/** Ways through the table of states, and how many of a hundred cases go each. */
const PATHS: readonly (readonly [share: number, steps: (at: number) => readonly Step[]])[] = [
  [68, () => [...USUAL, ["rate", { stars: 5 }]]],
  [8, () => [FILE, to("a"), ["return", { suggestedUnitId: "b" }], to("b"), ...WORK, DONE, PASS]],
  [6, () => [FILE, to("team"), ...WORK, DONE, ["fail", { photos: [] }], DONE, PASS]],
  [8, () => [["reject", {}]]],
  [
    3,
    (at) => [
      FILE,
      ["ask_park", { reviewAt: at + 40 * 24 * HOUR_MS }],
      ["park", {}],
      ["unpark", {}],
      ...USUAL.slice(1),
    ],
  ],
  [3, () => [["relocate", { place: { ...PLACE, address: "moved" } }], ...USUAL]],
  [2, () => [FILE, ["escalate", { toLevel: "street" }], to("team"), ...WORK, DONE, PASS]],
  [2, () => [...USUAL, ["reopen", {}], DONE, PASS]],
];

/** Histories that begin in one week, as the machine folds them; the same for the same number. */
export function caseTemplates(count: number): CaseTemplate[] {
  const random = randomOf(7);
  const ways = PATHS.flatMap(([share, steps]) => Array.from({ length: share }, () => steps));
  const classes = CATEGORIES.filter(({ kind }) => kind === "event").slice(0, 24);
  return Array.from({ length: count }, (_, at) => {
    const start = FIRST_WEEK + Math.floor(random() * WEEK_MS);
    const category = classes[at % classes.length];
    const way = ways[Math.floor(random() * ways.length)];
    if (!category || !way) throw new Error("no class or no way");
    return templateOf(way(start), { start, categoryId: category.id, random });
  });
}

interface Beginning {
  readonly start: number;
  readonly categoryId: string;
  readonly random: () => number;
}

function templateOf(steps: readonly Step[], beginning: Beginning): CaseTemplate {
  const { start, random } = beginning;
  const events: CaseEvent[] = [];
  let current: Case | null = null;
  let at = start;
  const take = (event: CaseEvent): void => {
    events.push(event);
    current = evolve(current, event);
  };
  take(reportOf(beginning));
  for (const step of steps) {
    const [verb] = step;
    const before: Case | null = current;
    if (before === null) throw new Error("no case");
    at += Math.round(
      -Math.log(1 - random()) * HOURS[verb === "unpark" ? "long" : "short"] * HOUR_MS,
    );
    take(eventOf(step, before, at));
  }
  const folded: Case | null = current;
  if (folded === null) throw new Error("no case");
  const standing = standingOf(folded, deadlinesOf(folded, RULES));
  return { case: folded, events, spans: spansOf(events, RULES), ...standing };
}

/** Mean time to the next step: some eleven thousand of a million a year are open at any time. */
const HOURS = { short: 14, long: 500 };

const header = (at: number, version: number) => ({
  caseId: "",
  version,
  at,
  deviceAt: null,
  devicePosition: null,
  actor: { id: "system", role: "system", unitId: null, onBehalfOf: null },
  reason: null,
  note: null,
});

const reportOf = ({ start, categoryId }: Beginning): CaseEvent => ({
  ...header(start, 1),
  from: null,
  to: "reported",
  verb: "report",
  fields: {
    place: PLACE,
    categoryId,
    description: "",
    channel: "import",
    severity: "minor",
    condition: "ordinary",
    level: "grid",
    reporterId: null,
    photos: [],
  },
});

function eventOf([verb, fields]: Step, current: Case, at: number): CaseEvent {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a verb and its own fields, as the list of steps pairs them
  return {
    ...header(at, current.version + 1),
    from: current.state,
    to: stateAfter(current, verb),
    verb,
    fields,
  } as CaseEvent;
}
