import { useDivision, type BrushSettings } from "../state/page-state.ts";

/** 0: one unit; then pixels. */
export const BRUSH_SIZES = [0, 8, 14, 30] as const;

export const changeBrush = (part: Partial<BrushSettings>): void =>
  useDivision.setState(({ brush }) => ({ brush: { ...brush, ...part } }));

export function resizeBrush(steps: number): void {
  const { radiusPixels } = useDivision.getState().brush;
  const at = BRUSH_SIZES.findIndex((size) => size === radiusPixels) + steps;
  const next = BRUSH_SIZES[Math.min(BRUSH_SIZES.length - 1, Math.max(0, at))] ?? 0;
  changeBrush({ radiusPixels: next });
}
