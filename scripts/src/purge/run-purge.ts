import { purgeDueContacts } from "@onegrid/server";
import { withStore } from "../open-store.ts";
import { say } from "../terminal.ts";

/** For whoever runs no server all the time, or wants it done now. */
export async function runPurge(): Promise<void> {
  const count = await withStore({ ifInUse: "join" }, (db, { contactKeeping: keeping }) =>
    purgeDueContacts(db, { now: () => new Date(), keeping }),
  );
  say(`已清除 ${count} 条到期的报案人联系方式。`, `Deleted ${count} contacts of reporters.`);
}
