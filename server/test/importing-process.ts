// A process for tests to kill: it imports areas and buildings into the database it is given, and
// prints how many rows are waiting after each part. It never ends by itself.
import { connect } from "@onegrid/db";
import { importRecords, type ImportPart } from "../src/ingest/import-records.ts";
import { townRecords } from "./small-town.ts";

async function* parts(): AsyncGenerator<ImportPart> {
  for (const record of townRecords()) {
    yield { records: [record], rejects: [] };
  }
  process.stdout.write("all read\n");
  await new Promise((resolve) => setTimeout(resolve, 60_000));
}

await importRecords(connect(process.argv[2] ?? ""), parts(), {
  fileName: "killed",
  accountId: null,
  now: () => new Date(),
});
