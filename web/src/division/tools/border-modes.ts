/** The pointers of the border tools: loaded when a plan is opened, not with the desk. */
export { borderDragMode } from "./border-drag-mode.ts";
export { borderPenMode } from "./border-pen-mode.ts";
export { borderTraceMode } from "./border-trace-mode.ts";
