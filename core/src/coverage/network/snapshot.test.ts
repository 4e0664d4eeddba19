import { expect, it } from "vitest";
import { at, networkOf, streetGrid } from "../fixtures/made-town.ts";
import { decodeNetwork, encodeNetwork } from "./snapshot.ts";

const network = networkOf(streetGrid(4, 100), {
  compounds: [
    {
      id: "金水湾小区",
      access: "closed",
      geometry: {
        type: "Polygon",
        coordinates: [[at(50, 50), at(150, 50), at(150, 150), at(50, 50)]],
      },
    },
  ],
});

it("a network comes back from its bytes as it was, also from the middle of a larger buffer", () => {
  const bytes = encodeNetwork(network);
  expect(decodeNetwork(bytes)).toEqual({ ok: true, value: network });
  const larger = new Uint8Array(bytes.length + 3);
  larger.set(bytes, 3);
  expect(decodeNetwork(larger.subarray(3))).toEqual({ ok: true, value: network });
});

it("refuses other files, older formats and cut-off copies", () => {
  const bytes = encodeNetwork(network);
  const codeOf = (changed: Uint8Array) => {
    const result = decodeNetwork(changed);
    return result.ok ? "ok" : result.error.code;
  };
  expect(codeOf(new Uint8Array(3))).toBe("coverage.snapshot-unknown");
  expect(codeOf(bytes.with(0, 1))).toBe("coverage.snapshot-unknown");
  expect(codeOf(bytes.with(4, 99))).toBe("coverage.snapshot-old");
  expect(codeOf(bytes.slice(0, -8))).toBe("coverage.snapshot-damaged");
});

it("the version of a network changes with its streets and not with its making", () => {
  expect(networkOf(streetGrid(4, 100)).version).toBe(networkOf(streetGrid(4, 100)).version);
  expect(networkOf(streetGrid(4, 101)).version).not.toBe(networkOf(streetGrid(4, 100)).version);
});
