import { expect, test } from "vitest";
import { madeResult, madeSum } from "./fixtures/made-result.ts";
import { wantsOf } from "./wants.ts";

const wanted = (change: Parameters<typeof madeResult>[0], isNarrowed = false) =>
  wantsOf({ result: madeResult(change), isNarrowed });

test("a figure of nought names what is missing: stations, the chosen ones, or households", () => {
  const nobody = madeSum({ id: "", kind: "total" }, [0, 0, 0]);
  expect(wanted({})).toEqual([]);
  expect(wanted({ stations: [] })).toEqual(["stations"]);
  expect(wanted({ stations: [] }, true)).toEqual(["chosen-stations"]);
  expect(wanted({ stations: [], total: nobody })).toEqual(["stations", "households"]);
  // Two buildings are in the sums.
  expect(wanted({ buildingsOutsideAreas: 1 })).toEqual(["outside"]);
  const many = { covered: 60, uncovered: 40, notComputable: 0 };
  const { total } = madeResult();
  expect(wanted({ buildingsOutsideAreas: 1, total: { ...total, buildings: many } })).toEqual([]);
});

test("at three in the morning nothing is missing, and where nothing stands there is nothing to say", () => {
  const { definition } = madeResult();
  const moment = { day: 1, minute: 180 } as const;
  expect(wanted({ stations: [], definition: { ...definition, moment } })).toEqual([]);
  const buildings = { covered: 0, uncovered: 0, notComputable: 0 };
  const empty = { ...madeSum({ id: "", kind: "total" }, [0, 0, 0]), buildings };
  expect(wanted({ total: empty })).toEqual([]);
});
