import { currentLanguage } from "./translate.ts";

/** A whole number as people read it, in the present language. */
export const count = (value: number): string => value.toLocaleString(currentLanguage());
