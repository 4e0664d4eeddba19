import fc from "fast-check";
import { expect, test } from "vitest";
import { readEmergencySearch } from "../emergency/emergency-search.ts";
import { MOST_CORNERS } from "./drawn-area.ts";
import { cornersIn, ringWord } from "./ring-word.ts";

const corner = fc.tuple(
  fc.integer({ min: -180e6, max: 180e6 }).map((each) => each / 1e6),
  fc.integer({ min: -90e6, max: 90e6 }).map((each) => each / 1e6),
);

test("an area comes back out of the address as it was drawn, however long its line", () => {
  const law = fc.property(
    fc.array(corner, { minLength: 3, maxLength: MOST_CORNERS }),
    (corners) => {
      const { ring = "" } = readEmergencySearch({ ring: ringWord(corners) });
      expect(cornersIn(ring)).toEqual(corners.map((each) => [each[0] + 0, each[1] + 0]));
    },
  );
  fc.assert(law, { numRuns: 60, seed: 5 });
});

test("what is no area in an address is none", () => {
  for (const word of [
    "",
    "1_2",
    "1_2_3_4",
    "a b",
    "zzzzzzz_0_0_0_0_0",
    "1__2",
    "<b>",
    "1_2_3_4_5_.",
  ])
    expect(cornersIn(word)).toEqual([]);
  expect(readEmergencySearch({ ring: "1".repeat(9_001) })).toEqual({});
  expect(readEmergencySearch({ ring: 4 })).toEqual({});
});
