export { buildApp } from "./app.ts";
export type { AppOptions } from "./app.ts";
export { readConfig } from "./config.ts";
export type { Config, ConfigFault } from "./config.ts";
export { serve } from "./serve.ts";
export type { Running, ServeOptions, ServeRefusal } from "./serve.ts";
export {
  DEMO_PASSWORD,
  presentDemoLogins,
  seedDemoAccounts,
  seedFirstAccounts,
} from "./access/demo-accounts.ts";
export { installationSecretBox } from "./access/installation-secret-box.ts";
export { seedPresentGrids } from "./division/seed-present-grids.ts";
export { exportToFile, refusalWords } from "./division/export-to-file.ts";
export { purgeDueContacts } from "./dispatch/contacts/purge-contacts.ts";
export { countUnreadableContacts } from "./dispatch/contacts/unreadable-contacts.ts";
export { importRecords } from "./ingest/import-records.ts";
export { seedDemo } from "./ingest/seed-demo.ts";
export { openLiveHub, type LiveHub } from "./live/hub.ts";
