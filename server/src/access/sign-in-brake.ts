import { Problem } from "../problem.ts";

/**
 * Slows guessing down per login and address together, so that nobody can lock somebody else out: a
 * wrong password from one address does not count against the same login from another.
 */
export interface SignInBrake {
  /** Seconds to wait before another try; 0: go on. */
  readonly secondsToWait: (key: string, now: Date) => number;
  /** Counts as a failure until `noteSuccess` follows. */
  readonly noteTry: (key: string, now: Date) => void;
  readonly noteSuccess: (key: string) => void;
}

/**
 * Counts a try before its slow part, so that tries which arrive together count one by one; refused while
 * there is a wait. The answer takes the count back, for a try that succeeded.
 */
export function countTry(brake: SignInBrake, key: string, now: Date): () => void {
  const seconds = brake.secondsToWait(key, now);
  if (seconds > 0) throw new Problem({ code: "access.too-many-attempts", seconds });
  brake.noteTry(key, now);
  return () => brake.noteSuccess(key);
}

const FREE_TRIES = 5;
const LONGEST_WAIT_SECONDS = 900;
const FORGET_MS = 3_600_000;
const MOST_KEYS = 50_000;

export function makeSignInBrake(): SignInBrake {
  const failures = new Map<string, { count: number; lastMs: number }>();
  return {
    secondsToWait: (key, now) => {
      const entry = failures.get(key);
      if (!entry || entry.count < FREE_TRIES) return 0;
      const wait = Math.min(LONGEST_WAIT_SECONDS, 2 ** (entry.count - FREE_TRIES));
      return Math.max(0, Math.ceil(wait - (now.getTime() - entry.lastMs) / 1000));
    },
    noteTry: (key, now) => {
      if (failures.size > MOST_KEYS) forgetOld(failures, now);
      const entry = failures.get(key);
      failures.set(key, { count: (entry?.count ?? 0) + 1, lastMs: now.getTime() });
    },
    noteSuccess: (key) => failures.delete(key),
  };
}

function forgetOld(failures: Map<string, { count: number; lastMs: number }>, now: Date): void {
  for (const [key, { lastMs }] of failures) {
    if (now.getTime() - lastMs > FORGET_MS) failures.delete(key);
  }
}
