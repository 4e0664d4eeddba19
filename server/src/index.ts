export { buildApp } from "./app.ts";
export type { AppOptions } from "./app.ts";
export { readConfig } from "./config.ts";
export type { Config, ConfigFault } from "./config.ts";
export { serve } from "./serve.ts";
export type { Running, ServeOptions, ServeRefusal } from "./serve.ts";
export { DEMO_PASSWORD, presentDemoLogins, seedFirstAccounts } from "./access/demo-accounts.ts";
export { importRecords } from "./ingest/import-records.ts";
export { seedDemo } from "./ingest/seed-demo.ts";
