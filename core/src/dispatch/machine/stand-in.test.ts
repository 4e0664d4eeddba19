import { expect, test } from "vitest";
import type { CommandActor } from "./decide-context.ts";
import type { CaseCommand } from "../model/model.ts";
import type { Role } from "../people/roles.ts";
import {
  attempt,
  command,
  context,
  desk,
  dispatchTo,
  HOUR,
  member,
  MONDAY_NINE,
  photos,
  play,
  report,
  UNTIL_RESOLVED,
} from "../test-builders.ts";

/** Somebody in a duty of somebody else's (代班). */
const standIn = (role: Role, id: string, onBehalfOf: string): CommandActor => ({
  ...member(role, id, "sanitation"),
  onBehalfOf,
});
const pass = command("pass", { standardMet: true });
const why = (start: ReturnType<typeof play>, given: CaseCommand, actor: CommandActor) => {
  const { refusal } = attempt(start, given, context(actor, { at: MONDAY_NINE + 9 * HOUR }));
  return refusal && "why" in refusal ? refusal.why : (refusal?.code ?? null);
};

test("whoever stands in for the handler does not check the handler's work", () => {
  const resolved = play(UNTIL_RESOLVED);
  expect(resolved.handlerIds).toEqual(["li"]);
  expect(why(resolved, pass, standIn("supervision_desk", "zhao", "li"))).toBe("handler");
  expect(why(resolved, pass, standIn("supervision_desk", "zhao", "qian"))).toBeNull();
});

test("what was handled for somebody is checked by neither of the two, nor by another stand-in", () => {
  const forLi = standIn("unit_handler", "zhao", "li");
  const resolved = play([
    ...UNTIL_RESOLVED.slice(0, 3),
    [command("accept", {}), forLi],
    [command("finish", { ...photos, form: {} }), forLi],
  ]);
  expect(resolved.handlerIds).toEqual(["zhao", "li"]);
  expect(why(resolved, pass, member("supervision_desk", "zhao"))).toBe("handler");
  expect(why(resolved, pass, member("supervision_desk", "li"))).toBe("handler");
  expect(why(resolved, pass, standIn("supervision_desk", "sun", "li"))).toBe("handler");
  expect(why(resolved, pass, member("supervision_desk", "sun"))).toBeNull();
});

test("a case in somebody's hands is in their stand-in's, and stays theirs", () => {
  const toLi = dispatchTo({ unitId: null, memberId: "li" });
  const dispatched = play([...UNTIL_RESOLVED.slice(0, 2), [toLi, desk]]);
  const forLi = standIn("grid_staff", "zhao", "li");
  expect(why(dispatched, command("accept", {}), member("grid_staff", "zhao"))).toBe(
    "dispatch.not-assignee",
  );
  const accepted = play(
    [[command("accept", {}), forLi, { at: MONDAY_NINE + 9 * HOUR }]],
    dispatched,
  );
  expect(accepted.assignee).toEqual({ unitId: "sanitation", memberId: "li" });
});

test("nobody verifies what was reported by whom they stand in for", () => {
  const verifier = { unitId: null, memberId: "wang" };
  const sent = play([
    [report({ reporterId: "li" }), member("public", "li")],
    [command("send_verifier", { verifier }), desk],
  ]);
  const verify = command("verify", {});
  expect(why(sent, verify, { ...member("grid_staff", "wang"), onBehalfOf: "li" })).toBe(
    "own_report",
  );
  expect(why(sent, verify, member("grid_staff", "wang"))).toBeNull();
});

test("a second signature is not given by a stand-in of the first, nor the other way round", () => {
  const ask = command("ask_extension", { extraMinutes: 60 });
  const grant = command("grant_extension", {});
  const working = play(UNTIL_RESOLVED.slice(0, 4));
  const asked = play([[ask, member("unit_handler", "li", "sanitation")]], working);
  expect(why(asked, grant, standIn("supervisor", "zhao", "li"))).toBe("dispatch.same-signature");
  const askedForLi = play([[ask, standIn("unit_handler", "zhao", "li")]], working);
  expect(why(askedForLi, grant, member("supervisor", "li"))).toBe("dispatch.same-signature");
  expect(why(askedForLi, grant, member("supervisor", "sun"))).toBeNull();
});
