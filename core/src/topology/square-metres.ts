/** Twice an area in square centimetres, as maps keep them, of one square metre. */
export const AREA2_OF_SQUARE_METRE = 20_000;
