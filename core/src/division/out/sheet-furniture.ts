import type { PaperPoint, SheetFrame } from "./sheet-frame.ts";
import type { PaperBox, SheetLabel } from "./sheet-labels.ts";
import { hundredths, type SheetMap } from "./sheet-model.ts";

/** The outline of a five-pointed star (红色驿站) as path data; millimetres. */
export function starOutline([x, y]: PaperPoint, outer: number, inner: number): string {
  const points = Array.from({ length: 10 }, (_, corner) => {
    const reach = corner % 2 === 0 ? outer : inner;
    const turn = (corner * Math.PI) / 5;
    return `${hundredths(x + reach * Math.sin(turn))} ${hundredths(y - reach * Math.cos(turn))}`;
  });
  return `M${points.join("L")}Z`;
}

/** The bar of the scale (比例尺), lower left. */
export function scaleBarOf({ heightMm }: SheetFrame, length: number): string {
  const y = heightMm - 5;
  const half = hundredths(length / 2);
  return (
    `<rect x="2" y="${y - 5.2}" width="${hundredths(length + 14)}" height="8.6" rx="1" fill="#ffffff" fill-opacity="0.85"/>` +
    `<rect x="6" y="${y}" width="${half}" height="1.3" fill="#222222"/>` +
    `<rect x="6" y="${y}" width="${hundredths(length)}" height="1.3" fill="none" stroke="#222222" stroke-width="0.25"/>`
  );
}

export function barLabels(
  { heightMm }: SheetFrame,
  { metres, mm: length }: SheetMap["bar"],
): SheetLabel[] {
  const y = heightMm - 7.2;
  const end = metres >= 1000 ? `${metres / 1000} km` : `${metres} m`;
  const label = (text: string, x: number): SheetLabel => ({
    text,
    x,
    y,
    size: 7,
    isBold: false,
    color: "#222222",
    angle: 0,
  });
  return [
    label("0", 6),
    label(String(metres >= 1000 ? metres / 2000 : metres / 2), 6 + length / 2),
    label(end, 6 + length),
  ];
}

/** The north arrow (指北针), upper right. */
export function northArrowOf({ widthMm }: SheetFrame): string {
  const x = widthMm - 9;
  return (
    `<circle cx="${x}" cy="9.5" r="6.6" fill="#ffffff" fill-opacity="0.85"/>` +
    `<path d="M${x} 3.6L${x + 2.6} 12.4L${x} 10.6Z" fill="#222222"/>` +
    `<path d="M${x} 3.6L${x - 2.6} 12.4L${x} 10.6Z" fill="#ffffff" stroke="#222222" stroke-width="0.25" stroke-linejoin="round"/>` +
    // The letter is drawn, so that it needs no font.
    `<path d="M${x - 1} 15.6V13.2L${x + 1} 15.6V13.2" fill="none" stroke="#222222" stroke-width="0.4"/>`
  );
}

/** Kept free of names. */
export const furnitureBoxes = ({ widthMm, heightMm }: SheetFrame, length: number): PaperBox[] => [
  { left: 0, right: length + 16, top: heightMm - 10.5, bottom: heightMm },
  { left: widthMm - 16, right: widthMm, top: 2, bottom: 16.5 },
];
