import { CASE_STATES, STATE_TABLE } from "@onegrid/core/dispatch";
import { describe, expect, test } from "vitest";
import { LANGUAGES } from "../../i18n/index.ts";
import { MAP_PALETTES } from "../../map/palette.ts";
import { TOKENS } from "../../ui/tokens.ts";
import { hotSpotColor } from "../hotspots/hot-spot-layers.ts";
import { alertColors } from "./alert-colors.ts";
import { STATE_COLORS, stateSign } from "./case-words.ts";

type Rgb = readonly [number, number, number];
type Matrix = readonly [Rgb, Rgb, Rgb];

/** Machado, Oliveira, Fernandes 2009: what somebody sees who lacks one kind of cones, in linear light. */
const VISION: Readonly<Record<string, Matrix>> = {
  "all colours": [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const linear = (part: number): number =>
  part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
const dot = (a: Rgb, b: Rgb): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

/** A colour as somebody sees it, in linear light. */
function seen(color: string, [red, green, blue]: Matrix): Rgb {
  const part = (at: number): number => linear(parseInt(color.slice(at, at + 2), 16) / 255);
  const whole: Rgb = [part(1), part(3), part(5)];
  const clamp = (value: number): number => Math.min(1, Math.max(0, value));
  return [clamp(dot(red, whole)), clamp(dot(green, whole)), clamp(dot(blue, whole))];
}

const luminance = (rgb: Rgb): number => dot(rgb, [0.2126, 0.7152, 0.0722]);

/** WCAG's contrast of two colours as somebody sees them. */
function contrast(one: string, other: string, vision: Matrix): number {
  const [a, b] = [luminance(seen(one, vision)), luminance(seen(other, vision))];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** Pairs of a colour and its ground that have less contrast than they need. */
const faint = (
  pairs: readonly (readonly [color: string, ground: string])[],
  least: number,
  vision: Matrix,
): string[] =>
  pairs.flatMap(([color, ground]) => {
    const found = contrast(color, ground, vision);
    return found < least ? [`${color} on ${ground}: ${found.toFixed(2)}`] : [];
  });

describe.each(Object.entries(VISION))("with %s", (_name, vision) => {
  test("the letter on the disc of each state is legible", () => {
    const discs = CASE_STATES.map((state) => ["#ffffff", STATE_COLORS[state]] as const);
    expect(faint(discs, 4.5, vision)).toEqual([]);
  });

  test.each(["light", "dark"] as const)("alerts stand out on the %s page and map", (theme) => {
    const palette = MAP_PALETTES[theme];
    const rings = [...Object.values(alertColors(palette)), hotSpotColor(palette)].flatMap((color) =>
      [palette.ground, palette.building.residential].map((ground) => [color, ground] as const),
    );
    expect(faint(rings, 3, vision)).toEqual([]);
    const { danger, warning, surface } = TOKENS[theme];
    const words = [danger, warning].map((color) => [color, surface] as const);
    expect(faint(words, 4.5, vision)).toEqual([]);
  });
});

test("open states have a letter each, so that none is told by its colour alone", () => {
  const open = CASE_STATES.filter((state) => STATE_TABLE[state].isOpen);
  for (const language of LANGUAGES) {
    const signs = open.map((state) => stateSign(state, language));
    expect(signs).toEqual([...new Set(signs)]);
  }
});
