import { expect, test } from "vitest";
import { createFailedTiles } from "./failed-tiles.ts";

const PLACE = { x: 3, y: 5, z: 4 };
const address = (revision: number): string => `/tiles/ways/${revision}/{z}/{x}/{y}?scope=a`;
const tileOf = (revision: number): string => `/tiles/ways/${revision}/4/3/5?scope=a`;

function played() {
  const source = { tiles: [address(1)] };
  const asked: string[] = [];
  const failed = createFailedTiles({
    getSource: (id) => (id === "ways" ? source : undefined),
    refreshTiles: (id, tiles) =>
      asked.push(...tiles.map(({ x, y, z }) => `${id} ${z}/${x}/${y} of ${source.tiles.join()}`)),
  });
  return { asked, failed, moveTo: (revision: number) => (source.tiles = [address(revision)]) };
}

test("a tile that failed is asked once more when its source has another address", () => {
  const { asked, failed, moveTo } = played();
  failed.note("ways", PLACE, tileOf(1));
  failed.note("ways", PLACE, tileOf(1));
  expect(asked).toEqual([]);
  moveTo(2);
  failed.askAgain("ways");
  failed.askAgain("ways");
  expect(asked).toEqual([`ways 4/3/5 of ${address(2)}`]);
});

test("a tile that failed under the address before is asked at once", () => {
  const { asked, failed, moveTo } = played();
  moveTo(2);
  failed.note("ways", PLACE, tileOf(1));
  expect(asked).toEqual([`ways 4/3/5 of ${address(2)}`]);
  failed.note("ways", PLACE, tileOf(2));
  expect(asked).toHaveLength(1);
});

test("a tile of a source that has gone is left alone", () => {
  const { asked, failed } = played();
  failed.note("gone", PLACE, tileOf(1));
  expect(asked).toEqual([]);
});
