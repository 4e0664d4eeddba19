import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { encodeOpenCases } from "@onegrid/core/dispatch/open-cases-contract";
import { expect, test } from "vitest";
import { madeOpenCases } from "./made-open-cases.ts";

const MOST_BYTES = 300_000;
/** What the server packs answers with. */
const params = { [constants.BROTLI_PARAM_QUALITY]: 4 };

function packed(hasOldIds: boolean) {
  const { cases, head } = madeOpenCases(10_000, { hasOldIds });
  const bytes = encodeOpenCases(cases, head);
  return { brotli: brotliCompressSync(bytes, { params }).length, gzip: gzipSync(bytes).length };
}

test("ten thousand open cases are at most 300 KB on the line, by either packer", () => {
  const { brotli, gzip } = packed(false);
  expect(brotli).toBeLessThan(MOST_BYTES);
  expect(gzip).toBeLessThan(MOST_BYTES);
});

test("and so they are with ids from before", () => {
  expect(packed(true).brotli).toBeLessThan(MOST_BYTES);
});
