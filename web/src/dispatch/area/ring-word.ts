import type { Position } from "@onegrid/core/geometry";
import { MOST_CORNERS } from "./drawn-area.ts";

/** Millionths of a degree: a step of some ten centimetres. */
const PER_DEGREE = 1_000_000;
const RADIX = 36;

/**
 * Corners as a word for an address: the first one whole, every other by what it is further on, so that a
 * line of five hundred corners still fits.
 */
export function ringWord(corners: readonly Position[]): string {
  const numbers: number[] = [];
  let [lng, lat] = [0, 0];
  for (const corner of corners) {
    const next = [Math.round(corner[0] * PER_DEGREE), Math.round(corner[1] * PER_DEGREE)] as const;
    numbers.push(next[0] - lng, next[1] - lat);
    [lng, lat] = next;
  }
  return numbers.map((each) => each.toString(RADIX)).join("_");
}

/** The corners of such a word; none where it is no area. */
export function cornersIn(word: string): Position[] {
  if (!/^-?[0-9a-z]{1,7}(_-?[0-9a-z]{1,7})*$/u.test(word)) return [];
  const numbers = word.split("_").map((each) => Number.parseInt(each, RADIX));
  const corners: Position[] = [];
  let [lng, lat] = [0, 0];
  for (let at = 0; at + 1 < numbers.length; at += 2) {
    lng += numbers[at] ?? 0;
    lat += numbers[at + 1] ?? 0;
    corners.push([lng / PER_DEGREE, lat / PER_DEGREE]);
  }
  const isOnEarth = corners.every((each) => Math.abs(each[0]) <= 180 && Math.abs(each[1]) <= 90);
  return isOnEarth && corners.length >= 3 && corners.length <= MOST_CORNERS ? corners : [];
}
