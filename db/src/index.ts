export { connect } from "./connect.ts";
export type { Db } from "./connect.ts";
export { startLocalDatabase } from "./local-database.ts";
export { migrate } from "./migrate.ts";
