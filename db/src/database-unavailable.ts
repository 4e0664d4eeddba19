import { errorCode } from "./system-error.ts";

/** `db.disk-full` lasts until somebody makes room; the other passes by itself. */
export type LossCode = "db.restarting" | "db.disk-full";

/** The database went away under a request, or is not there at the moment. Trying again may help. */
export class DatabaseUnavailable extends Error {
  readonly code: LossCode;
  /**
   * The connection was lost while a commit was under way: it may have happened. Whoever tries again
   * needs a key that makes the second time harmless. False: nothing was stored.
   */
  readonly mayHaveCommitted: boolean;

  constructor(cause: Error, mayHaveCommitted: boolean) {
    super(`the database is not available: ${cause.message}`, { cause });
    this.name = "DatabaseUnavailable";
    this.code = codeOfLoss(cause);
    this.mayHaveCommitted = mayHaveCommitted;
  }
}

const DISK_FULL = "53100";

/** Faults of the socket, and PostgreSQL's own classes for "not now" (appendix A of its manual). */
const CODES = new Set(
  `ECONNRESET ECONNREFUSED EPIPE ENOENT ETIMEDOUT EHOSTUNREACH EAI_AGAIN
  25P03 53300 57P01 57P02 57P03 57P05 ${DISK_FULL}`.split(/\s+/),
);

const isCodeOfLoss = (code: string): boolean => CODES.has(code) || code.startsWith("08");

/** What `pg` says in words only. */
const WORDS =
  /^(connection terminated|query read timeout|timeout exceeded when trying to connect|client has encountered a connection error|client was closed)/i;

/** Whether this fault of `pg` says something about the database and nothing about the query. */
export const isLoss = (error: unknown): error is Error =>
  error instanceof Error && (isCodeOfLoss(errorCode(error) ?? "") || WORDS.test(error.message));

const codeOfLoss = (cause: Error): LossCode =>
  errorCode(cause) === DISK_FULL ? "db.disk-full" : "db.restarting";

/** How the database is away, said by the pool or by `pg` itself; `undefined`: it is not. */
export function lossOf(error: unknown): LossCode | undefined {
  if (error instanceof DatabaseUnavailable) return error.code;
  return isLoss(error) ? codeOfLoss(error) : undefined;
}
