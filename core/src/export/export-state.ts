/** Of the job that writes a file. */
export const EXPORT_STATES = ["waiting", "working", "done", "failed", "cancelled"] as const;
export type ExportState = (typeof EXPORT_STATES)[number];
