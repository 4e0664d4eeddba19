import type { Db } from "../connect.ts";
import { head } from "./read-after.ts";
import type { Head } from "./model.ts";

export interface WatchOptions {
  readonly pollMs: number;
  /** A poll that failed; the next one comes anyway. */
  readonly onError?: (error: unknown) => void;
}

export interface HeadWatch {
  /** Looks now instead of at the next tick: for whoever has a hint that something came. */
  readonly hint: () => void;
  readonly stop: () => void;
}

/**
 * Calls `onMove` each time the log has grown, or is another one, since the last look, and once at the
 * start. A poll, never a notification: those are lost with their connection, and PGlite has none.
 */
export function watchHead(db: Db, onMove: (head: Head) => void, options: WatchOptions): HeadWatch {
  let last: Head | undefined;
  let isStopped = false;
  let isLooking = false;
  let isAskedAgain = false;

  const look = async (): Promise<void> => {
    if (isStopped) return;
    if (isLooking) return void (isAskedAgain = true);
    isLooking = true;
    try {
      const now = await head(db);
      const hasMoved = now.position !== last?.position || now.epoch !== last.epoch;
      last = now;
      if (hasMoved && !isStopped) onMove(now);
    } catch (error) {
      if (!isStopped) options.onError?.(error);
    } finally {
      isLooking = false;
    }
    if (isAskedAgain) {
      isAskedAgain = false;
      await look();
    }
  };

  const timer = setInterval(() => void look(), options.pollMs);
  timer.unref();
  void look();
  return {
    hint: () => void look(),
    stop: () => {
      isStopped = true;
      clearInterval(timer);
    },
  };
}
