import fc from "fast-check";
import { expect, test } from "vitest";
import {
  parseSearch,
  readLink,
  stringifySearch,
  validateSearch,
  writeLink,
  type LinkState,
} from "./permalink.ts";

const decimal = (low: number, high: number, digits: number) =>
  fc
    .integer({ min: low * 10 ** digits, max: high * 10 ** digits })
    .map((value) => value / 10 ** digits);
const id = fc.stringMatching(/^[a-z][a-z0-9_-]{0,12}$/);

const state: fc.Arbitrary<LinkState> = fc.record({
  view: fc.option(
    fc.record({
      center: fc.tuple(decimal(-180, 180, 6), decimal(-85, 85, 6)),
      zoom: decimal(0, 24, 2),
      bearing: decimal(-180, 180, 1),
      pitch: decimal(0, 85, 1),
    }),
  ),
  settings: fc.dictionary(
    id,
    fc.oneof(
      fc.record({ isOn: fc.boolean() }),
      fc.record({ isOn: fc.boolean(), opacity: decimal(0, 0.99, 2) }),
    ),
    { noNullPrototype: true },
  ),
  selection: fc.oneof(
    fc.constant({ kind: "none" } as const),
    fc.record({
      kind: fc.constant("object" as const),
      layer: id,
      id: fc.stringMatching(/^[^\n\r\u2028\u2029]{1,20}$/),
    }),
  ),
  language: fc.option(fc.constantFrom("zh-CN" as const, "en" as const)),
  theme: fc.option(fc.constantFrom("system" as const, "light" as const, "dark" as const)),
});

test("any state goes into an address and comes back the same", () => {
  fc.assert(
    fc.property(state, (given) => {
      const address = stringifySearch(writeLink(given));
      const { state: back, dropped } = readLink(validateSearch(parseSearch(address)));
      expect(dropped).toEqual([]);
      expect(back).toEqual(given);
    }),
    { numRuns: 200 },
  );
});

test("what cannot be understood is left out and named", () => {
  const { state: read, dropped } = readLink(
    validateSearch({
      at: "200,10,3",
      on: "-grids,??",
      sel: "x",
      lang: "fr",
      theme: "dark",
      other: "1",
    }),
  );
  expect(dropped).toEqual(["at", "on", "sel", "lang"]);
  expect(read).toEqual({
    view: null,
    settings: {},
    selection: { kind: "none" },
    language: null,
    theme: "dark",
  });
});

test("an old link of each kind still opens", () => {
  const address =
    "?at=120.25,31.9,14.5,30,45&on=stations,-grids,buildings~40&sel=buildings:b-17&lang=en&theme=dark&w-case=c1";
  const search = validateSearch(parseSearch(address));
  expect(search["w-case"]).toBe("c1");
  expect(readLink(search)).toEqual({
    dropped: [],
    state: {
      view: { center: [120.25, 31.9], zoom: 14.5, bearing: 30, pitch: 45 },
      settings: {
        stations: { isOn: true },
        grids: { isOn: false },
        buildings: { isOn: true, opacity: 0.4 },
      },
      selection: { kind: "object", layer: "buildings", id: "b-17" },
      language: "en",
      theme: "dark",
    },
  });
});
