import type { ServerResponse } from "node:http";
import type { Db } from "@onegrid/db";
import type { FastifyReply, FastifyRequest } from "fastify";
import { whoAsks } from "../access/guard.ts";
import { identify } from "../access/identify.ts";
import type { RightsWatch } from "../access/rights-watch.ts";
import { Problem } from "../problem.ts";

/** How long a tidy end may take before the line is cut. */
const GRACE_MS = 1_000;

/** An open answer of `text/event-stream`. */
export interface Line {
  readonly send: (message: string) => void;
  /** What the other side has not taken yet. */
  readonly unsentBytes: () => number;
  /** Cuts the line at once: what is unsent would be kept for nobody. */
  readonly drop: () => void;
  /** Ends the line after what was sent. */
  readonly end: () => void;
}

/** Takes the answer over from the framework: it is written to until either side ends it. */
export function openLine(reply: FastifyReply): Line {
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store",
    "x-accel-buffering": "no",
  });
  raw.write("retry: 1000\n\n");
  return {
    send: (message) => {
      // A write after the end is an error that nobody catches.
      if (!raw.writableEnded && !raw.destroyed) raw.write(message);
    },
    unsentBytes: () => raw.writableLength,
    drop: () => raw.destroy(),
    end: () => {
      raw.end();
      setTimeout(() => raw.destroy(), GRACE_MS).unref();
    },
  };
}

export interface LineWatch {
  readonly db: Db;
  readonly now: () => Date;
  readonly heartbeatMs: number;
  readonly rights: RightsWatch;
}

/**
 * Gives signs of life, ends the line when its holder signs out or has other duties, and calls `leave`
 * once it is closed by either side.
 */
export function watchLine(
  request: FastifyRequest,
  raw: ServerResponse,
  { db, now, heartbeatMs, rights }: LineWatch,
  use: { readonly line: Pick<Line, "end">; readonly beat: () => void; readonly leave: () => void },
): void {
  const { accountId, duties } = whoAsks(request);
  const opened = JSON.stringify(duties);
  // Whoever signs out or loses a duty hears no more; a page that is still signed in comes back.
  const look = async (): Promise<void> => {
    const signedIn = await identify({ db, now }, request).catch(lostRights);
    if (JSON.stringify(signedIn?.duties) !== opened) use.line.end();
  };
  // A database that is away ends no stream: the stream is what tells about it.
  const lookAgain = (): void => void look().catch(() => undefined);
  const stopWatching = rights.watch(accountId, lookAgain);
  const heartbeat = setInterval(() => {
    use.beat();
    lookAgain();
  }, heartbeatMs);
  whenClosed(raw, () => {
    clearInterval(heartbeat);
    stopWatching();
    use.leave();
  });
}

/** A key that was revoked or has expired opens nothing; anything else is a fault of ours. */
function lostRights(error: unknown): undefined {
  if (!(error instanceof Problem)) throw error;
}

function whenClosed(raw: ServerResponse, leave: () => void): void {
  if (raw.destroyed) leave();
  else raw.on("close", leave);
}
