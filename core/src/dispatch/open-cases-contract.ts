/** `GET /api/cases/open`: all open cases within reach in one answer, as columns of bytes. */
export { decodeOpenCases } from "./open-cases/decode-open-cases.ts";
export type { OpenCases } from "./open-cases/decode-open-cases.ts";
export { encodeOpenCases } from "./open-cases/encode-open-cases.ts";
export type { OpenCasesHead, OpenGrid } from "./open-cases/open-cases-layout.ts";
export { openCaseOf } from "./open-cases/open-case.ts";
export type { OpenCase } from "./open-cases/open-case.ts";
