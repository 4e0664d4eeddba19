import { expect, test } from "vitest";
import type { FieldVerb } from "../field-contract.ts";
import { evolve } from "../machine/evolve.ts";
import { decide } from "../machine/case-machine.ts";
import type { Case, CaseCommand } from "../model/model.ts";
import {
  cleaner,
  command,
  context,
  desk,
  dispatchTo,
  member,
  photos,
  play,
  report,
  unit,
} from "../test-builders.ts";
import { settle, type OutboxEntry } from "./outbox.ts";
import { pendingView } from "./pending-view.ts";

const DISPATCHED = play([
  [report(), member("public", "resident")],
  [command("file", { standardMet: true }), desk],
  [dispatchTo(unit), desk],
]);

const COMMANDS: { readonly [V in FieldVerb]?: CaseCommand } = {
  accept: command("accept", {}),
  set_out: command("set_out", {}),
  arrive: command("arrive", {}),
  finish: command("finish", { ...photos, form: {} }),
};

const written = (verb: FieldVerb, seq: number): OutboxEntry => ({
  key: `k${seq}`,
  seq,
  intent: { kind: "command", caseId: "case-1", verb, fields: {}, reason: null, note: null },
  photos: [],
  seenVersion: 3,
  deviceAt: 0,
  devicePosition: null,
  accuracyMetres: null,
  clockOffsetMs: null,
  sendsVersion: null,
  attempts: 0,
  retryAt: 0,
  state: { kind: "waiting" },
});

function take(current: Case, verb: FieldVerb): Case | null {
  const given = COMMANDS[verb];
  if (!given) return null;
  const decided = decide(current, given, context(cleaner));
  return decided.ok ? decided.value.reduce<Case | null>(evolve, current) : null;
}

test("every way of steps shows what the machine makes of it, and offers nothing that it refuses", () => {
  let ways = 0;
  const walk = (current: Case, entries: readonly OutboxEntry[]): void => {
    const view = pendingView(DISPATCHED, ["accept", "escalate"], entries);
    expect([view.state, view.step]).toEqual([current.state, current.step]);
    ways += 1;
    for (const verb of view.verbs) {
      const after = take(current, verb);
      if (after === null) throw new Error(`${verb} is offered and refused`);
      walk(after, [...entries, written(verb, entries.length + 1)]);
    }
  };
  walk(DISPATCHED, []);
  expect(ways).toBeGreaterThan(6);
});

test("while a step waits for a decision nothing is offered, and other cases are not touched", () => {
  const stuck = settle(written("accept", 1), { kind: "refused", code: "x", values: {} }, 1);
  const view = pendingView(DISPATCHED, ["accept"], [stuck, written("arrive", 2)]);
  expect(view).toMatchObject({ isStuck: true, verbs: [], waiting: [{ seq: 1 }, { seq: 2 }] });
  const other = pendingView({ ...DISPATCHED, id: "case-2" }, ["accept", "escalate"], [stuck]);
  expect(other).toMatchObject({ isStuck: false, verbs: ["accept"], waiting: [] });
});
