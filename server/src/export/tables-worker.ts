import { parentPort } from "node:worker_threads";
import type { ExportRow } from "./layer.ts";
import { writeTables, type TableTask } from "./tables.ts";

/** A file to be written. The rows that came before it belong to the layer of `moreFor`. */
export interface WriterTask {
  readonly task: TableTask;
  readonly moreFor: string | null;
}

let rows: ExportRow[] = [];

/** Writes files off the server's thread, one after the other: a district takes seconds. */
parentPort?.on("message", (message: WriterTask | readonly ExportRow[]) => {
  if ("task" in message) return begin(message);
  for (const row of message) rows.push(row);
});

function begin({ task, moreFor }: WriterTask): void {
  const more = rows;
  rows = [];
  const layers = task.layers.map((layer) =>
    layer.id === moreFor ? { ...layer, rows: more } : layer,
  );
  // A file that cannot be written is the end of this thread; whoever asked hears of it as its error.
  void writeTables({ ...task, layers }).then(() => parentPort?.postMessage("done"));
}
