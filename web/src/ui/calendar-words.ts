import type { Language } from "../i18n/index.ts";

/** dayjs speaks English alone; a reader needs one language more at most, in a chunk of its own. */
const LOAD: Readonly<Record<Language, () => Promise<unknown>>> = {
  "zh-CN": () => import("dayjs/locale/zh-cn"),
  en: () => Promise.resolve(),
};

/** Names of months and days for the kit's calendar, which takes them from dayjs when it opens. */
export const loadCalendarWords = (language: Language): Promise<unknown> => LOAD[language]();
