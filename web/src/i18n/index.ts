export { count, signedCount } from "./count.ts";
export {
  currentLanguage,
  isTextKey,
  setLanguage,
  startTexts,
  text,
  useLanguage,
  useText,
  withTexts,
} from "./translate.ts";
export type { TextValues, Translate } from "./translate.ts";
export { isLanguage, LANGUAGES } from "./texts.ts";
export type { Language, TextKey } from "./texts.ts";
