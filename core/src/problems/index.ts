/** One sentence per code and language; `dispatch` and `ingest` keep theirs beside their rules. */
export { EN } from "./en.ts";
export { fillSentence, sentenceOf } from "./sentence-of.ts";
export { ZH_CN } from "./zh-cn.ts";
