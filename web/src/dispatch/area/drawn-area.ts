import { isInRings, type Position } from "@onegrid/core/geometry";
import { create } from "zustand";

/** An area that somebody draws on the map (圈定范围): its corners so far, in order. */
interface DrawnArea {
  readonly corners: readonly Position[];
  readonly isDrawing: boolean;
}

export const useDrawnArea = create<DrawnArea>(() => ({ corners: [], isDrawing: false }));

/** As many as a request takes, with the first one again at the end. */
export const MOST_CORNERS = 499;

export const drawArea = (): void => useDrawnArea.setState({ corners: [], isDrawing: true });
/** The area stays as it was drawn. */
export const endDrawing = (): void => useDrawnArea.setState({ isDrawing: false });
export const dropArea = (): void => useDrawnArea.setState({ corners: [], isDrawing: false });

export const setCorners = (corners: readonly Position[]): void =>
  useDrawnArea.setState({ corners: thinned(corners) });
export const addCorner = (corner: Position): void =>
  setCorners([...useDrawnArea.getState().corners, corner]);
export const undoCorner = (): void => setCorners(useDrawnArea.getState().corners.slice(0, -1));

/** Every second, fourth … point of a line that a hand drew longer than a request may be. */
function thinned(corners: readonly Position[]): readonly Position[] {
  const step = Math.ceil(corners.length / MOST_CORNERS);
  // Never the list that was given: whoever draws adds to theirs, and would not be seen to.
  return corners.filter((_, at) => at % Math.max(1, step) === 0);
}

/** The closed ring; `null` while it holds nothing. */
export function ringOf(corners: readonly Position[]): Position[] | null {
  const [first] = corners;
  return first === undefined || corners.length < 3 ? null : [...corners, first];
}

export const holds = (corners: readonly Position[], lng: number, lat: number): boolean => {
  const ring = ringOf(corners);
  return ring !== null && isInRings([ring], [lng, lat]);
};
