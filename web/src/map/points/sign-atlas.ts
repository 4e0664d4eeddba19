import { SIGN_CELLS } from "./shaders.ts";
import type { PointLook } from "./points-spec.ts";

const CELL = 64;
const FONT = '700 46px "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';

/** The signs of all kinds in one row, white on black; the last cell is the mark of the late. */
export function drawSigns({ kinds }: PointLook): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = CELL * SIGN_CELLS;
  canvas.height = CELL;
  const pen = canvas.getContext("2d");
  if (pen === null) return canvas;
  pen.font = FONT;
  pen.fillStyle = "#fff";
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  const write = (sign: string, cell: number): void =>
    pen.fillText(sign, CELL * (cell + 0.5), CELL * 0.54, CELL);
  for (const [cell, { sign }] of kinds.entries()) write(sign, cell);
  write("!", SIGN_CELLS - 1);
  return canvas;
}

/** `#rrggbb` as three numbers from 0 to 1. */
export const rgbOf = (color: string): [number, number, number] => {
  const value = Number.parseInt(color.slice(1), 16);
  return [(value >> 16) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255];
};
