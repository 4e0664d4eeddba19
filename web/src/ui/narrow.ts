/** As wide as a phone: one thing at a time. The style sheets have the same number. */
const NARROW_PIXELS = 640;

export const isNarrow = (): boolean => globalThis.innerWidth <= NARROW_PIXELS;
