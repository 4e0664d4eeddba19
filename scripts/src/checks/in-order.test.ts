import { expect, test } from "vitest";
import { inOrder } from "./in-order.ts";

test("the first that has not ended is heard at once, the others in their turn", () => {
  const heard: string[] = [];
  const voice = inOrder(["a", "b", "c"], (part) => heard.push(String(part)));
  const [a, b, c] = [voice("a"), voice("b"), voice("c")];
  c.say("c1");
  a.say("a1");
  expect(heard).toEqual(["a1"]);
  b.say("b1");
  c.end();
  a.say("a2");
  a.end();
  expect(heard).toEqual(["a1", "a2", "b1"]);
  b.say("b2");
  b.end();
  expect(heard).toEqual(["a1", "a2", "b1", "b2", "c1"]);
});
