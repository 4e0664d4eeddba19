export { findOwner } from "./owner-file.ts";
export type { FolderInUse, Owner } from "./owner-file.ts";
export { hasRoom } from "./prepare-folder.ts";
export type { FolderRefusal } from "./prepare-folder.ts";
export { startLocalDatabase } from "./start.ts";
export type { LocalDatabase, LocalOptions, LocalRefusal } from "./start.ts";
export type { DatabaseStatus, WatchdogLimits } from "./watchdog.ts";
