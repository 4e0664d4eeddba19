import { EN } from "./en.ts";
import { ZH_CN } from "./zh-cn.ts";

/** One sentence per code and language; `dispatch` and `ingest` keep theirs beside their rules. */
export const PROBLEM_SENTENCES = { "zh-CN": ZH_CN, en: EN } as const;
export { fillSentence, sentenceOf } from "./sentence-of.ts";
