export { importFiles } from "./import-files.ts";
export type { FileToImport, ImportFilesResult, ImportProgress } from "./import-files.ts";
export { describeSource } from "./describe-source.ts";
export type { SourceOptions } from "./describe-source.ts";
export { readRecords } from "./read-records.ts";
export type { RecordBatch } from "./read-records.ts";
export { rejectsCsv } from "./rejects-csv.ts";
export { SourceRefused } from "./readers/source-refused.ts";
