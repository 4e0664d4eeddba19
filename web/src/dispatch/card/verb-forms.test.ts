import { CommandBody } from "@onegrid/core/dispatch/contract";
import { TRANSITIONS, type Verb } from "@onegrid/core/dispatch";
import { Value } from "typebox/value";
import { expect, test } from "vitest";
import { someCard } from "../board/some-card.ts";
import { arrangeVerbs, VERB_FORMS } from "./verb-forms.ts";
import { EMPTY_VALUES, intentOf, missingFields, type VerbValues } from "./verb-values.ts";

const FILLED: VerbValues = {
  ...EMPTY_VALUES,
  reason: "not-true",
  note: "看过现场",
  isStandardMet: true,
  photos: ["0123456789abcdef"],
  outcome: "已清理",
  level: "street",
  until: "2026-11-30",
  categoryId: "event.01-03",
  targetId: "b",
  verifierId: "w",
  position: [102.19, 38.52],
  departmentId: "demo-police",
};
const verbs = TRANSITIONS.map(({ verb }) => verb).filter((verb) => verb in VERB_FORMS);

test("every form, filled in, makes a command that the server takes", () => {
  for (const verb of verbs.filter((each) => !["dispatch", "consult"].includes(each))) {
    const missing = missingFields(verb, FILLED, someCard());
    const until = verb === "hold" ? "2026-11-30T10:00" : FILLED.until;
    const body = {
      ...intentOf(verb, { ...FILLED, until }, someCard()),
      expectedVersion: 1,
      idempotencyKey: "0123456789abcdef",
    };
    expect([verb, missing, Value.Check(CommandBody, body)]).toEqual([verb, [], true]);
  }
});

test("a verb that needs a reason asks for one", () => {
  const silent = TRANSITIONS.filter(
    ({ verb, needsReason }) => needsReason && VERB_FORMS[verb]?.includes("reason") === false,
  );
  expect(silent).toEqual([]);
});

test("an empty form says what is missing", () => {
  expect(missingFields("finish", EMPTY_VALUES, someCard())).toEqual(["photos"]);
  expect(missingFields("pass", EMPTY_VALUES, someCard())).toEqual(["passStandard"]);
  expect(missingFields("fail", EMPTY_VALUES, someCard())).toEqual(["reason", "photos"]);
  const dispute = someCard({ categoryId: "community.10-01" });
  expect(missingFields("finish", EMPTY_VALUES, dispute)).toEqual(["outcome"]);
});

test("the next step is the large button, the rest is behind it", () => {
  const offered: Verb[] = ["merge", "dispatch", "escalate", "reject"];
  expect(arrangeVerbs(offered)).toEqual({
    primary: "dispatch",
    next: ["reject"],
    more: ["merge", "escalate"],
  });
  expect(arrangeVerbs(["whistle", "consult"])).toEqual({
    primary: null,
    next: ["whistle"],
    more: ["consult"],
  });
  // What answers a call stands beside the call.
  expect(arrangeVerbs(["whistle_acknowledge"])).toEqual({ primary: null, next: [], more: [] });
});
