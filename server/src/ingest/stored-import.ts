import type { Bbox } from "@onegrid/core/geometry";
import type { ImportReply } from "@onegrid/core/ingest/contract";
import type { Applied, BatchRow } from "@onegrid/db/ingest";

interface Detail {
  readonly applied?: readonly Applied[];
  readonly bbox?: Bbox | null;
  readonly personalColumns?: readonly string[];
}

/** What the store remembers of an import, for when the process that ran it has ended. */
export function replyOfBatch({ id, state, accepted, rejected, detail }: BatchRow): ImportReply {
  const {
    applied = [],
    bbox = null,
    personalColumns = [],
  }: Detail = isDetail(detail) ? detail : {};
  return {
    id,
    // Another process reads it: the command line, for example.
    state,
    files: [],
    progress: { file: "", bytes: 0, totalBytes: 0, secondsLeft: null },
    accepted,
    rejected,
    applied,
    bbox,
    personalColumns,
    refusal: null,
  };
}

/** Written by `importFiles` only. */
const isDetail = (value: unknown): value is Detail => typeof value === "object" && value !== null;
