// A process for tests to kill: it opens the data folder it is given, stores rows, and prints the
// number of each one when it is told that it is stored.
import { sql } from "kysely";
import { openDatabase } from "../src/index.ts";

const opened = await openDatabase({ dataDir: process.argv[2] ?? "" });
if (!opened.ok) throw new Error(opened.error.code);
const { db } = opened.value;
await sql`create table if not exists stored (number int primary key)`.execute(db);
for (let number = 1; ; number += 1) {
  await sql`insert into stored values (${number})`.execute(db);
  process.stdout.write(`${number}\n`);
}
