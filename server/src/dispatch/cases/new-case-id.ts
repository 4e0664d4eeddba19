import { randomBytes } from "node:crypto";

const SECOND_MS = 1000;
const TIME_BYTES = 6;

/**
 * A UUID of version 7 that begins with the second of the report: 74 bits are chance. Ids of a list of
 * cases weigh little beside their times (`core/dispatch/open-cases`), and an index over them grows at its
 * end. Cases from before have ids of chance alone.
 */
export function newCaseId(reportedAt: number): string {
  const bytes = randomBytes(16);
  const second = Math.floor(Math.max(0, reportedAt) / SECOND_MS) * SECOND_MS;
  bytes.writeUIntBE(second, 0, TIME_BYTES);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join("-");
}
