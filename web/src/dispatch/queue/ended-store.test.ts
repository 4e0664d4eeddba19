import { expect, test } from "vitest";
import { NO_FILTER } from "../board/case-filter.ts";
import { endedAsk } from "./ended-store.ts";

test("the server is asked for ended cases, and for a whole number, and for nothing else", () => {
  expect(endedAsk({ ...NO_FILTER, words: "垃圾" })).toBeNull();
  expect(endedAsk({ ...NO_FILTER, queue: "ended", words: " 垃圾 ", level: "grid" })).toEqual({
    ...{ text: "垃圾", level: "grid", memberId: null },
  });
  const number = { ...NO_FILTER, words: "20261120-000001", level: "grid", memberId: "w" } as const;
  const named = { id: "spot", title: "spot", ids: new Set(["a"]) };
  expect(endedAsk({ ...NO_FILTER, queue: "ended", named })).toBeNull();
  expect(endedAsk(number)).toEqual({ text: "20261120-000001", level: null, memberId: null });
});
