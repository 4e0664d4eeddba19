import fc from "fast-check";
import type { Case, CaseCommand, CaseEvent, VerbFields } from "./index.ts";
import { decide } from "./machine/case-machine.ts";
import { evolve, foldCase } from "./machine/evolve.ts";
import { TRANSITIONS } from "./machine/transitions.ts";
import {
  category,
  command,
  context,
  dispatchTo,
  HOUR,
  member,
  MINUTE,
  MONDAY_NINE,
  photos,
  place,
  report,
} from "./test-builders.ts";

const ACTORS = [
  member("grid_staff", "wang", "team"),
  member("grid_staff", "zhao", "team"),
  member("community_desk", "desk"),
  member("street_desk", "street"),
  member("unit_intake", "zhou", "sanitation"),
  member("unit_leader", "chief", "sanitation"),
  member("unit_handler", "li", "sanitation"),
  member("unit_handler", "police", "police"),
  // The same person with two duties: four eyes must see the person, not the duty.
  member("supervision_desk", "li", "sanitation"),
  member("supervision_desk", "centre"),
  member("command_desk", "command"),
  member("supervisor", "boss"),
  member("public", "resident"),
  { kind: "system" },
] as const;

const target = (): Case => {
  const result = decide(null, report(), { ...context(ACTORS[2]), caseId: "case-2" });
  const made = result.ok ? foldCase(result.value) : null;
  if (!made) throw new Error("no target");
  return made;
};
const TARGET = target();

/** A command for each verb, made from a number so that a history can be shrunk. */
function commandFor(verb: CaseCommand["verb"], pick: number, at: number): CaseCommand {
  const cooperationId = `w${pick % 6 === 5 ? 1 : 0}`;
  const assignees = [
    { unitId: "sanitation", memberId: null },
    { unitId: null, memberId: "wang" },
    { unitId: "team", memberId: "zhao" },
  ];
  const assignee = assignees[pick % 3] ?? { unitId: null, memberId: null };
  const toLevel = (["grid", "community", "street", "district"] as const)[pick % 4] ?? "grid";
  const special: { [V in keyof VerbFields]?: CaseCommand } = {
    send_verifier: command("send_verifier", { verifier: { unitId: null, memberId: "wang" } }),
    file: command("file", { standardMet: true }),
    merge: command("merge", { targetCaseId: "case-2" }),
    dispatch: dispatchTo(assignee),
    return: command("return", { suggestedUnitId: null }),
    finish: command("finish", { ...photos, form: {} }),
    pass: command("pass", { standardMet: true }),
    fail: command("fail", photos),
    ask_park: command("ask_park", { reviewAt: at + (pick + 1) * HOUR }),
    escalate: command("escalate", { toLevel }),
    hand_down: command("hand_down", { toLevel }),
    hold: command("hold", { until: null, alsoTotal: false }),
    ask_extension: command("ask_extension", { extraMinutes: 60 }),
    supervise: command("supervise", { supervision: "normal" }),
    ...helpCommands(cooperationId),
    ...meetingCommands(pick, at),
    reclassify: command("reclassify", { categoryId: "event.01-02", severity: "severe" }),
    relocate: command("relocate", { place: { ...place, address: `新华路 ${pick} 号` } }),
    comment: command("comment", photos),
    rate: command("rate", { stars: 5 }),
  };
  return special[verb] ?? plain(verb);
}

const helpCommands = (cooperationId: string): { [V in keyof VerbFields]?: CaseCommand } => ({
  whistle: command("whistle", { cooperationId, calledUnitId: "police", kind: "emergency" }),
  whistle_acknowledge: command("whistle_acknowledge", { cooperationId }),
  whistle_arrive: command("whistle_arrive", { cooperationId }),
  whistle_finish: command("whistle_finish", { cooperationId }),
  whistle_refuse: command("whistle_refuse", { cooperationId }),
  whistle_rate: command("whistle_rate", { cooperationId, stars: 4 }),
  whistle_waive: command("whistle_waive", { cooperationId }),
  whistle_insist: command("whistle_insist", { cooperationId }),
  whistle_excuse: command("whistle_excuse", { cooperationId }),
});

function meetingCommands(pick: number, at: number): { [V in keyof VerbFields]?: CaseCommand } {
  const consultationId = `m${pick % 4 === 3 ? 1 : 0}`;
  const task = { consultationId, taskId: `t${pick % 2}` };
  const days = { text: "清理占道", amount: 1 + (pick % 3), unit: "working_days" } as const;
  return {
    consult: command("consult", {
      consultationId,
      template: "free",
      bodyIds: ["police", "owners"],
      heldAt: at,
      topic: "占道经营",
      place: "",
    }),
    consult_hold: command("consult_hold", {
      consultationId,
      heldAt: at,
      minutes: ["各方到会"],
      decision: "分工清理",
      tasks: ["police", "owners"].map((ownerId, nth) => ({ id: `t${nth}`, ownerId, ...days })),
    }),
    consult_cancel: command("consult_cancel", { consultationId }),
    consult_finish: command("consult_finish", task),
    consult_waive: command("consult_waive", task),
  };
}

/** Verbs that carry nothing share one shape. */
const plain = (verb: CaseCommand["verb"]): CaseCommand => {
  const found = PLAIN.find((each) => each.verb === verb);
  if (!found) throw new Error(`no command for ${verb}`);
  return found;
};
const PLAIN: readonly CaseCommand[] = (
  [
    ...(["confirm", "return_verify", "verify", "reject", "unmerge", "recall", "transfer"] as const),
    ...(["set_out", "arrive", "reopen", "ask_reopen", "refuse_park", "park", "unpark"] as const),
    ...(["cancel", "release", "grant_extension", "refuse_extension", "accept"] as const),
    "make_real",
  ] as const
).map((verb) => command(verb, {}));

/** One command of a random history, by numbers, so that it can be shrunk. */
export const historyStep = fc.record({
  verb: fc.nat({ max: 10_000 }),
  actor: fc.nat({ max: ACTORS.length - 1 }),
  pick: fc.nat({ max: 11 }),
  minutes: fc.nat({ max: 2000 }),
});

export type HistoryStep = typeof historyStep extends fc.Arbitrary<infer S> ? S : never;

/** Plays random commands; the first actor in turn who may, does. Gives the events and the case. */
export function playRandomly(
  steps: readonly HistoryStep[],
  look: (before: Case | null, event: CaseEvent, after: Case) => void = () => undefined,
) {
  const events: CaseEvent[] = [];
  let current: Case | null = null;
  let at = MONDAY_NINE;
  for (const each of [{ verb: 0, actor: 2, pick: 0, minutes: 0 }, ...steps]) {
    at += each.minutes * MINUTE;
    for (const event of firstAllowed(current, each, at)) {
      const after = evolve(current, event);
      look(current, event, after);
      current = after;
      events.push(event);
    }
  }
  return { events, current };
}

function firstAllowed(
  current: Case | null,
  { verb, actor, pick }: HistoryStep,
  at: number,
): CaseEvent[] {
  const given = current === null ? report() : nextCommand(current, verb, pick, at);
  for (const by of [...ACTORS.slice(actor), ...ACTORS.slice(0, actor)]) {
    const into = { case: TARGET, category: category("event.01-02") };
    const result = decide(current, given, { ...context(by), at, target: into });
    if (result.ok) return result.value;
  }
  return [];
}

/** Ends are rare, and every other step is one along the line, so that histories go far. */
function nextCommand(current: Case, verb: number, pick: number, at: number): CaseCommand {
  const ends: readonly string[] = pick === 0 ? [] : ["cancelled", "rejected", "merged"];
  const rows = TRANSITIONS.filter(
    (each) => each.from.includes(current.state) && !ends.includes(each.to),
  );
  const along = rows.filter((each) => each.to !== "same");
  const choice = verb % 2 === 0 && along.length > 0 ? along : rows;
  return commandFor(choice[Math.floor(verb / 2) % choice.length]?.verb ?? "comment", pick, at);
}
