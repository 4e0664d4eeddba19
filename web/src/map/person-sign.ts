/** Pixels of the image, two to a pixel of the page. */
export const PERSON_SIZE = 52;

/** Head and shoulders in a box of 26: a form of its own beside discs and letters. */
export const PERSON_PATH =
  "M13 3a5 5 0 1 1 0 10a5 5 0 1 1 0-10zM4.500 23c0-5.600 3.400-8.500 8.500-8.500s8.500 2.900 8.500 8.500z";

/** `whole`: filled. `hollow`: the outline in that colour, for what may not be true any more. */
export type PersonForm = "whole" | "hollow";

/** For `icon-image`: colours as `#rrggbb`. The map draws it when it is asked for. */
export const personId = (form: PersonForm, color: string, ground: string): string =>
  `person-${form}-${color}-${ground}`;

const ID = /^person-(whole|hollow)-(#[0-9a-f]{6})-(#[0-9a-f]{6})$/;

/** RGBA of the sign, or `null` when the id is not one of ours. */
export function personPixels(id: string): Uint8ClampedArray | null {
  const [, form, color, ground] = ID.exec(id) ?? [];
  if (form === undefined || color === undefined || ground === undefined) return null;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = PERSON_SIZE;
  const drawing = canvas.getContext("2d");
  if (drawing === null) return null;
  const path = new Path2D(PERSON_PATH);
  drawing.scale(PERSON_SIZE / 26, PERSON_SIZE / 26);
  drawing.lineJoin = "round";
  const stroke = (style: string, width: number): void => {
    drawing.strokeStyle = style;
    drawing.lineWidth = width;
    drawing.stroke(path);
  };
  stroke(ground, 4.5);
  drawing.fillStyle = form === "whole" ? color : ground;
  if (form === "hollow") stroke(color, 2.2);
  // oxlint-disable-next-line unicorn/no-array-fill-with-reference-type -- a canvas is filled here
  drawing.fill(path);
  return drawing.getImageData(0, 0, PERSON_SIZE, PERSON_SIZE).data;
}
