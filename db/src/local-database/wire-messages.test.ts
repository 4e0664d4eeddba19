import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  readOpening,
  settleAnswer,
  simpleQuery,
  startupMessage,
  syncMessage,
  takeBatches,
} from "./wire-messages.ts";

const message = (type: string, size: number): Buffer => {
  const bytes = Buffer.alloc(5 + size, type);
  bytes.writeUInt32BE(4 + size, 1);
  return bytes;
};
const ready = (status: string): Buffer =>
  Buffer.concat([message("Z", 0).fill(5, 4), Buffer.from(status)]);

test("messages cut at any place come out as the same batches", () => {
  const said = fc.array(
    fc.record({ type: fc.constantFrom("P", "B", "E", "S", "Q", "H"), size: fc.nat(40) }),
  );
  fc.assert(
    fc.property(said, fc.array(fc.nat(30)), (parts, cuts) => {
      const all = Buffer.concat(parts.map(({ type, size }) => message(type, size)));
      let rest = Buffer.alloc(0);
      const found: Buffer[] = [];
      for (let at = 0, turn = 0; at < all.length; turn += 1) {
        const length = 1 + (cuts[turn % (cuts.length || 1)] ?? all.length);
        const taken = takeBatches(Buffer.concat([rest, all.subarray(at, at + length)]));
        found.push(...taken.batches.map(({ bytes }) => bytes));
        rest = Buffer.from(taken.rest);
        expect(taken.needed).toBeGreaterThan(rest.length);
        at += length;
      }
      expect(found).toEqual(takeBatches(all).batches.map(({ bytes }) => bytes));
      expect(Buffer.concat([...found, rest])).toEqual(all);
    }),
    { numRuns: 100 },
  );
});

test("a client gets one ReadyForQuery for each Sync, the last", () => {
  const rows = message("D", 3);
  const answer = Buffer.concat([rows, ready("T"), ready("E")]);
  expect(settleAnswer(answer, "sync")).toEqual({
    bytes: Buffer.concat([rows, ready("E")]),
    status: "E",
  });
  expect(settleAnswer(answer, "flush").bytes).toEqual(rows);
});

test("an answer that breaks off, or says nothing, is a fault", () => {
  expect(() => settleAnswer(message("D", 9).subarray(0, 8), "sync")).toThrow("broke off");
  expect(() => settleAnswer(Buffer.alloc(0), "sync")).toThrow("no answer");
  expect(() => settleAnswer(message("D", 9), "sync")).toThrow("no answer");
});

test("an opening is read when it is complete", () => {
  const startup = startupMessage();
  expect(readOpening(startup.subarray(0, 20)).opening).toBe("incomplete");
  const first = readOpening(Buffer.concat([startup, simpleQuery("select 1")]));
  expect(first).toEqual({ opening: "startup", rest: simpleQuery("select 1") });
  expect(readOpening(Buffer.from("GET / HTTP/1.1\r\n")).opening).toBe("unknown");
  expect(takeBatches(syncMessage()).batches).toHaveLength(1);
});
