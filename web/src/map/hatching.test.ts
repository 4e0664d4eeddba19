import { expect, test } from "vitest";
import { hatchId, hatchPixels } from "./hatching.ts";

const SIDE = 16;

const inkAt = (pixels: Uint8ClampedArray | null, x: number, y: number): readonly number[] => [
  ...(pixels ?? []).slice((y * SIDE + x) * 4, (y * SIDE + x) * 4 + 4),
];

test("a hatching is lines of its colour on nothing, and repeats without a seam", () => {
  const pixels = hatchPixels(hatchId("forward", "#a63603"));
  expect(pixels).toHaveLength(SIDE * SIDE * 4);
  expect(inkAt(pixels, 0, 0)).toEqual([0xa6, 0x36, 0x03, 255]);
  expect(inkAt(pixels, SIDE - 1, 1)).toEqual(inkAt(pixels, 0, 0));
  expect(inkAt(pixels, 7, 1)).toEqual([0, 0, 0, 0]);
});

test("crossed lines hold more ink than plain ones", () => {
  const ink = (pixels: Uint8ClampedArray | null): number =>
    [...(pixels ?? [])].filter((value, at) => at % 4 === 3 && value > 0).length;
  const [plain, crossed] = [
    hatchPixels("hatch-forward-#000000"),
    hatchPixels("hatch-cross-#000000"),
  ];
  expect(ink(crossed)).toBeGreaterThan(ink(plain));
});

test("an image that is no hatching of ours is left to others", () => {
  expect(hatchPixels("airport")).toBeNull();
  expect(hatchPixels("hatch-forward-red")).toBeNull();
});
