export { append } from "./append.ts";
export type { Head, NewEvent, StoredEvent } from "./model.ts";
export { head, readAfter } from "./read-after.ts";
export { watchHead } from "./watch-head.ts";
export type { HeadWatch, WatchOptions } from "./watch-head.ts";
