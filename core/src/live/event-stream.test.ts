import { expect, test } from "vitest";
import { createStreamReader, type LiveMessage } from "./event-stream.ts";

function readAll(pieces: readonly string[]): LiveMessage[] {
  const messages: LiveMessage[] = [];
  const read = createStreamReader((message) => messages.push(message));
  for (const piece of pieces) read(piece);
  return messages;
}

const STREAM = `: hello\n\nid: a:7\nevent: layers\ndata: {"layer":"ways","revision":3}\n\nevent: reset\ndata: {}\n\n`;

test("reads messages whatever way the stream is cut into pieces", () => {
  const whole = readAll([STREAM]);
  expect(whole).toEqual([
    { type: "layers", id: "a:7", data: { layer: "ways", revision: 3 } },
    { type: "reset", id: "", data: {} },
  ]);
  for (let size = 1; size < 12; size += 1) {
    const pieces = STREAM.match(new RegExp(`[^]{1,${size}}`, "g")) ?? [];
    expect(readAll(pieces)).toEqual(whole);
  }
});

test("a message that has not ended is not given out", () => {
  expect(readAll(["event: case\ndata: {}\n"])).toEqual([]);
});

test("several data lines are one text", () => {
  expect(readAll(["data: one\ndata: two\n\n"])).toEqual([
    { type: "message", id: "", data: "one\ntwo" },
  ]);
});
