export { createStreamReader } from "./event-stream.ts";
export type { LiveMessage } from "./event-stream.ts";
