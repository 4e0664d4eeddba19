import type { CaseEvent } from "@onegrid/core/dispatch";
import { expect, test } from "vitest";
import type { LoggedStep } from "../chaos/judge-log.ts";
import type { Intent } from "../chaos/writer.ts";
import { judgeLosers, judgeOrder, judgeSights } from "./judge-races.ts";

const intent = (
  mark: string,
  began: number,
  ended: number,
  more: Partial<Intent> = {},
): Intent => ({
  ...{ mark, caseId: "one", verb: "comment", expectedVersion: 1, tries: 1, status: 200, code: "" },
  ...{ outcome: "done", answers: [], present: null, began, ended },
  ...more,
});
const step = (mark: string, version: number): LoggedStep => ({
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- no more of an event is looked at
  event: { caseId: "one", version } as CaseEvent,
  mark,
  previousHash: "",
  hash: "",
});
const shown = (version: number, card = "{}") => ({ caseId: "one", version, card });

test("an order that nobody can have seen so is found", () => {
  const steps = [step("a", 2), step("b", 3)];
  expect(judgeOrder([intent("a", 0, 5), intent("b", 3, 9)], steps)).toEqual([]);
  expect(judgeOrder([intent("a", 6, 9), intent("b", 3, 7)], steps)).toEqual([]);
  // The second was over before the first was even asked.
  expect(judgeOrder([intent("a", 6, 9), intent("b", 3, 5)], steps)).toHaveLength(1);
  const look = (version: number, began: number, ended: number) =>
    intent("look", began, ended, { outcome: "refused", present: shown(version) });
  const done = [intent("a", 0, 2), intent("b", 4, 6)];
  expect(judgeOrder([...done, look(2, 3, 5)], steps)).toEqual([]);
  // A look at what was not there yet, and one at what had long been gone.
  expect(judgeOrder([...done, look(3, 1, 3)], steps)).toHaveLength(1);
  expect(judgeOrder([...done, look(2, 7, 8)], steps)).toHaveLength(1);
});

test("a loser without the winner's card, and two faces of one version, are found", () => {
  const stale = { outcome: "refused", status: 409, code: "dispatch.stale" } as const;
  expect(judgeLosers([intent("a", 0, 1, { ...stale, present: shown(2) })])).toEqual([]);
  expect(judgeLosers([intent("a", 0, 1, { ...stale, present: null })])).toHaveLength(1);
  expect(judgeLosers([intent("a", 0, 1, { ...stale, present: shown(1) })])).toHaveLength(1);
  expect(
    judgeLosers([intent("a", 0, 1, { ...stale, status: 500, present: shown(2) })]),
  ).toHaveLength(1);
  const winner = intent("a", 0, 1, { answers: [shown(2)] });
  expect(judgeSights([winner, intent("b", 0, 1, { present: shown(2) })])).toEqual([]);
  expect(judgeSights([winner, intent("b", 0, 1, { present: shown(2, "x") })])).toHaveLength(1);
});
