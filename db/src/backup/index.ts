export { backUp } from "./back-up.ts";
export { restore } from "./restore.ts";
export type { Restored, RestoreRefusal } from "./restore.ts";
