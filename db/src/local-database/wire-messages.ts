/**
 * PostgreSQL's wire protocol, version 3.0, as far as handing batches on needs it
 * (https://www.postgresql.org/docs/current/protocol-message-formats.html).
 * A message is one byte of type, four bytes of length (which count themselves) and a body.
 */

/** Messages that the database works through at once, up to the point where the client waits. */
export interface Batch {
  readonly bytes: Buffer;
  /** `sync`: answered by ReadyForQuery. `flush`: the client has more to say first. `end`: it leaves. */
  readonly ending: "sync" | "flush" | "end";
}

const QUERY = 0x51; // Q
const FUNCTION_CALL = 0x46; // F
const SYNC = 0x53; // S
const FLUSH = 0x48; // H
const TERMINATE = 0x58; // X
const READY = 0x5a; // Z

const ENDINGS = new Map<number, Batch["ending"]>([
  [QUERY, "sync"],
  [FUNCTION_CALL, "sync"],
  [SYNC, "sync"],
  [FLUSH, "flush"],
  [TERMINATE, "end"],
]);

/** Where each complete message of the bytes begins and ends. */
function* messages(bytes: Buffer): Generator<{ type: number; from: number; to: number }> {
  for (let from = 0; from + 5 <= bytes.length;) {
    const to = from + 1 + bytes.readUInt32BE(from + 1);
    if (to > bytes.length) return;
    yield { type: bytes.readUInt8(from), from, to };
    from = to;
  }
}

/**
 * Cuts what has arrived into batches. What is not complete yet is left over; looking at it again is no
 * use before it has `needed` bytes.
 */
export function takeBatches(bytes: Buffer): { batches: Batch[]; rest: Buffer; needed: number } {
  const batches: Batch[] = [];
  let begin = 0;
  let complete = 0;
  for (const { type, to } of messages(bytes)) {
    complete = to;
    const ending = ENDINGS.get(type);
    if (!ending) continue;
    batches.push({ bytes: bytes.subarray(begin, to), ending });
    begin = to;
  }
  const isHeadKnown = complete + 5 <= bytes.length;
  const needed = isHeadKnown ? 1 + bytes.readUInt32BE(complete + 1) : 5;
  return { batches, rest: bytes.subarray(begin), needed: complete - begin + needed };
}

/** Idle, inside a transaction, or inside one that failed. */
export type TransactionStatus = "I" | "T" | "E";

/**
 * PGlite says ReadyForQuery again after an error. A client takes the second one for the answer to its
 * next query, so all but the last go; after a Flush, all.
 */
export function settleAnswer(
  answer: Buffer,
  ending: Batch["ending"],
): { bytes: Buffer; status: TransactionStatus | undefined } {
  const kept: Buffer[] = [];
  let last: Buffer | undefined;
  let end = 0;
  for (const { type, from, to } of messages(answer)) {
    if (type === READY) last = answer.subarray(from, to);
    else kept.push(answer.subarray(from, to));
    end = to;
  }
  if (end !== answer.length) throw new Error(`the database broke off after ${end} bytes`);
  if (ending === "sync" && !last) throw new Error("the database gave no answer");
  if (ending === "sync" && last) kept.push(last);
  return {
    bytes: kept.length === 1 && kept[0] ? kept[0] : Buffer.concat(kept),
    status: last && toStatus(last.readUInt8(5)),
  };
}

function toStatus(byte: number): TransactionStatus {
  const status = String.fromCharCode(byte);
  if (status === "I" || status === "T" || status === "E") return status;
  throw new Error(`the database is in an unknown state: ${status}`);
}

function message(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(type, "latin1");
  head.writeUInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

export const simpleQuery = (sql: string): Buffer => message("Q", Buffer.from(`${sql}\0`));
export const syncMessage = (): Buffer => message("S", Buffer.alloc(0));

/** The end of a connection, in the database's own words: SQLSTATE and a sentence. */
export const fatalMessage = (code: string, text: string): Buffer =>
  message("E", Buffer.from(`SFATAL\0VFATAL\0C${code}\0M${text}\0\0`));

export function startupMessage(): Buffer {
  const body = Buffer.from("\0\x03\0\0user\0postgres\0database\0postgres\0\0", "latin1");
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length + 4);
  return Buffer.concat([length, body]);
}

/** What a client says before it may ask: no encryption here, no cancelling, then who it is. */
export type Opening = "refuse-encryption" | "cancel" | "startup" | "incomplete" | "unknown";

const ENCRYPTION_CODES = new Set([80_877_103, 80_877_104]);
const CANCEL_CODE = 80_877_102;
const PROTOCOL_3 = 196_608;

export function readOpening(bytes: Buffer): { opening: Opening; rest: Buffer } {
  const length = bytes.length < 8 ? Infinity : bytes.readUInt32BE(0);
  if (length > bytes.length)
    return {
      opening: length < 10_000 || length === Infinity ? "incomplete" : "unknown",
      rest: bytes,
    };
  const code = bytes.readUInt32BE(4);
  const rest = bytes.subarray(length);
  if (ENCRYPTION_CODES.has(code)) return { opening: "refuse-encryption", rest };
  if (code === CANCEL_CODE) return { opening: "cancel", rest };
  return { opening: code === PROTOCOL_3 ? "startup" : "unknown", rest };
}
