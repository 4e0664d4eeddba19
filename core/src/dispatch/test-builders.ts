import type { Category } from "./rules/categories.ts";
import { findCategory, SEED_BOOK } from "./rules/rule-book.ts";
import { decide } from "./machine/case-machine.ts";
import { DEFAULT_POLICY, type CommandActor, type DecideContext } from "./machine/decide-context.ts";
import { evolve } from "./machine/evolve.ts";
import type { Assignee, Case, CaseCommand, CommandOf, Place, Verb } from "./model/model.ts";
import type { Candidate } from "./advice/recommend.ts";
import type { Role } from "./people/roles.ts";
import type { DispatchError } from "./machine/refusals.ts";

/** 2026-03-02, a Monday, 09:00 in China. */
export const MONDAY_NINE = 1_772_413_200_000;
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

export const place: Place = {
  position: [102.19, 38.52],
  address: "新华路 12 号",
  gridId: "grid-7",
  gridVersionId: "grid-7@1",
  laneId: null,
  communityId: "community-2",
  streetId: "street-1",
  districtId: "district",
};

/** Somebody free and on shift who may take every class. */
export const candidate = (id: string, changes: Partial<Candidate> = {}): Candidate => ({
  id,
  name: id,
  kind: "person",
  isOnShift: true,
  restUntil: null,
  categories: null,
  hasRight: true,
  openTasks: 0,
  maxTasks: 3,
  remainingWorkSeconds: 0,
  workedTodaySeconds: 0,
  gridIds: [],
  communityIds: [],
  position: [102.19, 38.52],
  positionAgeSeconds: 30,
  presentJob: null,
  dutyPoint: null,
  ...changes,
});

/** Somebody with a role over the whole district. */
export const member = (role: Role, id: string = role, unitId: string | null = null) =>
  ({
    kind: "member",
    id,
    unitId,
    onBehalfOf: null,
    duty: { role, areaIds: ["district"], categories: null, maxLevel: "district" },
  }) as const satisfies CommandActor;

export const category = (id: string): Category => {
  const found = findCategory(SEED_BOOK, id);
  if (!found) throw new Error(`no class ${id}`);
  return found;
};

const header = { reason: "因为", note: null, deviceAt: null, devicePosition: place.position };

/** A command with a reason and a position, so that only what a test is about can be missing. */
export const command = <V extends Verb>(verb: V, fields: CommandOf<V>["fields"]): CommandOf<V> => ({
  ...header,
  verb,
  fields,
});

export const report = (changes: Partial<CommandOf<"report">["fields"]> = {}): CaseCommand =>
  command("report", {
    place,
    categoryId: "event.01-02",
    description: "垃圾堆放",
    channel: "public",
    severity: "minor",
    condition: "ordinary",
    level: "grid",
    reporterId: "resident",
    photos: [],
    ...changes,
  });

export const context = (
  actor: CommandActor,
  changes: Partial<DecideContext> = {},
): DecideContext => ({
  caseId: "case-1",
  at: MONDAY_NINE,
  actor,
  category: category("event.01-02"),
  policy: DEFAULT_POLICY,
  responsibleUnitIds: null,
  fallbackUnitId: "street-office",
  ...changes,
});

/** The case after a command, or the refusal. */
export function attempt(
  current: Case | null,
  given: CaseCommand,
  by: DecideContext,
): { after: Case | null; refusal: DispatchError | null } {
  const result = decide(current, given, by);
  if (!result.ok) return { after: current, refusal: result.error };
  return { after: result.value.reduce<Case | null>(evolve, current), refusal: null };
}

type Step = readonly [CaseCommand, CommandActor, Partial<DecideContext>?];

/** Steps that must all succeed, an hour apart unless they say otherwise. */
export function play(steps: readonly Step[], start: Case | null = null): Case {
  const end = steps.reduce<Case | null>((current, [given, actor, changes], at) => {
    const when = { at: MONDAY_NINE + at * HOUR, ...changes };
    const { after, refusal } = attempt(current, given, context(actor, when));
    if (refusal) throw new Error(`${given.verb}: ${JSON.stringify(refusal)}`);
    return after;
  }, start);
  if (!end) throw new Error("no step");
  return end;
}

export const staff = member("grid_staff", "wang", "grid-team");
export const desk = member("community_desk", "desk");
export const unit = { unitId: "sanitation", memberId: null };
export const cleaner = member("unit_handler", "li", "sanitation");
export const dispatchTo = (assignee: Assignee): CommandOf<"dispatch"> =>
  command("dispatch", { assignee, recommendationId: null, overrideReason: null });
export const photos = { photos: ["0123456789abcdef"] };

/** From the report to the feedback. */
export const UNTIL_RESOLVED: readonly Step[] = [
  [report(), member("public", "resident")],
  [command("file", { standardMet: true }), desk],
  [dispatchTo(unit), desk],
  [command("accept", {}), cleaner],
  [command("finish", { ...photos, form: {} }), cleaner],
];
