import { expect, test } from "vitest";
import { roomBeside } from "./room.ts";

const sides = (left: number, top: number, right: number, bottom: number) => ({
  ...{ left, top, right, bottom },
});
const map = sides(340, 46, 1440, 900);

test("a card at the left and a panel at the right leave what is between them", () => {
  const room = roomBeside(map, [sides(352, 58, 732, 800), sides(1200, 60, 1428, 500)]);
  expect(room).toEqual({ left: 432, right: 280, top: 40, bottom: 48 });
});

test("a sheet across the foot leaves what is above it", () => {
  const phone = sides(0, 46, 390, 844);
  const { left, right, bottom } = roomBeside(phone, [sides(0, 400, 390, 844)]);
  expect({ left, right, bottom }).toEqual({ left: 40, right: 40, bottom: 464 });
});

test("what is not drawn covers nothing", () => {
  expect(roomBeside(map, [sides(0, 0, 0, 0)])).toEqual(roomBeside(map, []));
});

test("between covers that nearly meet the gap is what is left", () => {
  const small = sides(340, 46, 1024, 700);
  const { left, right } = roomBeside(small, [sides(352, 58, 732, 660), sides(765, 60, 1011, 520)]);
  const middle = 340 + (left + 684 - right) / 2;
  expect(middle).toBeGreaterThan(732 + 10);
  expect(middle).toBeLessThan(765 - 10);
});

test("covers that meet leave a middle inside the map", () => {
  const { left, right } = roomBeside(map, [sides(352, 58, 932, 800), sides(900, 60, 1430, 500)]);
  expect(left + right).toBeLessThanOrEqual(1100);
});
