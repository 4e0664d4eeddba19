import { currentLanguage } from "./translate.ts";

/** A whole number as people read it, in the present language. */
export const count = (value: number): string => value.toLocaleString(currentLanguage());

/** What became more or fewer: +1,200, −5, ±0. */
export const signedCount = (value: number): string =>
  value > 0 ? `+${count(value)}` : value < 0 ? `−${count(-value)}` : "±0";
