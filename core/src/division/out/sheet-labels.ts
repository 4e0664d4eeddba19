import type { PaperPoint } from "./sheet-frame.ts";

/** A text on a printed map. The point is its middle; millimetres, points and degrees. */
export interface SheetLabel {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly isBold: boolean;
  readonly color: string;
  /** Clockwise. */
  readonly angle: number;
}

/** A text that wants to stand at one of some places; the first that is free is taken. */
export interface LabelWish {
  /** From long to short: the first that fits is set. */
  readonly texts: readonly string[];
  readonly places: readonly LabelPlace[];
  readonly size: number;
  readonly isBold?: boolean;
  readonly color: string;
  /** Its shortest text is set even over others where there is no room: what the map is of. */
  readonly isForced?: boolean;
}

export interface LabelPlace {
  readonly at: PaperPoint;
  readonly angle?: number;
  /** Longest text here, mm. */
  readonly room?: number;
  /** Which way it goes from the point; a text stands round its middle when this is not said. */
  readonly toward?: readonly [x: number, y: number];
}

export interface PaperBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const MM_PER_POINT = 0.3528;

/** Width of a text in em, near enough for a sans-serif face: a hanzi is one. */
export function emWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    if (character > "\u2E7F") width += 1;
    else if (/[A-Z@%&]/.test(character)) width += 0.66;
    else width += 0.56;
  }
  return width;
}

/**
 * Sets texts so that none covers another, in the order of the wishes: who comes first, has the place.
 * `taken` is kept free.
 */
export function placeLabels(
  wishes: readonly LabelWish[],
  sheet: { readonly widthMm: number; readonly heightMm: number },
  taken: readonly PaperBox[] = [],
): SheetLabel[] {
  const boxes = [...taken];
  const labels: SheetLabel[] = [];
  for (const wish of wishes) {
    const found =
      findPlace(wish, sheet, boxes) ??
      (wish.isForced === true
        ? findPlace({ ...wish, texts: wish.texts.slice(-1) }, sheet, [])
        : null);
    if (found === null) continue;
    boxes.push(...found.boxes);
    labels.push(found.label);
  }
  return labels;
}

interface Found {
  readonly label: SheetLabel;
  readonly boxes: readonly PaperBox[];
}

function findPlace(
  wish: LabelWish,
  sheet: { readonly widthMm: number; readonly heightMm: number },
  boxes: readonly PaperBox[],
): Found | null {
  for (const text of wish.texts)
    for (const place of wish.places) {
      const width = emWidth(text) * wish.size * MM_PER_POINT;
      if (place.room !== undefined && width > place.room) continue;
      const height = 1.2 * wish.size * MM_PER_POINT;
      const [dx, dy] = place.toward ?? [0, 0];
      const at: PaperPoint = [place.at[0] + (dx * width) / 2, place.at[1] + (dy * height) / 2];
      const own = boxesOf(at, width, height, place.angle ?? 0);
      const isFree =
        own.every((box) => isInside(box, sheet)) &&
        !own.some((box) => boxes.some((other) => meets(box, other)));
      if (!isFree) continue;
      const { size, color, isBold = false } = wish;
      const label = { text, x: at[0], y: at[1], size, isBold, color, angle: place.angle ?? 0 };
      return { label, boxes: own };
    }
  return null;
}

/** A turned text as a row of small boxes along it. */
function boxesOf([x, y]: PaperPoint, width: number, height: number, angle: number): PaperBox[] {
  if (angle === 0) return [around(x, y, width / 2, height / 2)];
  const turn = (angle * Math.PI) / 180;
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const count = Math.max(2, Math.ceil(width / height));
  return Array.from({ length: count }, (_, i) => {
    const along = ((i + 0.5) / count - 0.5) * width;
    return around(x + along * cos, y + along * sin, height * 0.6, height * 0.6);
  });
}

const around = (x: number, y: number, halfWidth: number, halfHeight: number): PaperBox => ({
  left: x - halfWidth,
  right: x + halfWidth,
  top: y - halfHeight,
  bottom: y + halfHeight,
});

const INSET = 0.8;

const isInside = (
  box: PaperBox,
  { widthMm, heightMm }: { readonly widthMm: number; readonly heightMm: number },
): boolean =>
  box.left >= INSET &&
  box.top >= INSET &&
  box.right <= widthMm - INSET &&
  box.bottom <= heightMm - INSET;

const GAP = 0.3;

const meets = (a: PaperBox, b: PaperBox): boolean =>
  a.left < b.right + GAP &&
  b.left < a.right + GAP &&
  a.top < b.bottom + GAP &&
  b.top < a.bottom + GAP;
