export { connect } from "./connect.ts";
export type { ConnectOptions, Db } from "./connect.ts";
export { DatabaseUnavailable, lossOf } from "./database-unavailable.ts";
export { GeosFailure, onGeosFailure } from "./geos-alarm.ts";
export { startLocalDatabase } from "./local-database/index.ts";
export type { DatabaseStatus, LocalDatabase, LocalOptions } from "./local-database/index.ts";
export { migrate } from "./migrate.ts";
export { openDatabase } from "./open-database.ts";
export type { DatabaseRefusal, OpenedDatabase, OpenOptions } from "./open-database.ts";
