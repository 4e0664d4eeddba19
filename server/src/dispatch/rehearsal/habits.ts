/**
 * How made-up people work on a case. Declared, not measured: a rehearsal says so beside its figures.
 * Shares are of the cases that come so far, minutes are drawn evenly between the two.
 */
export const HABITS = {
  shares: {
    reject: 0.03,
    verify: 0.08,
    merge: 0.9,
    override: 0.04,
    return: 0.05,
    hold: 0.06,
    rework: 0.06,
    forget: 0.01,
  },
  minutes: {
    intake: [2, 15],
    verify: [20, 90],
    assign: [1, 10],
    accept: [1, 15],
    setOut: [1, 5],
    hold: [60, 480],
    work: [10, 120],
    check: [20, 240],
  },
  /** A case like an open one is merged from this likeness on (0 to 1). */
  mergeScore: 0.75,
  /** Nobody can go: the desk looks again. */
  lookAgainMinutes: 30,
} as const;

type Share = keyof typeof HABITS.shares;
type Span = keyof typeof HABITS.minutes;

const MINUTE_MS = 60_000;

/** What happens to one report, drawn from the seed and its id alone: whatever comes before it changes nothing. */
export interface Draws {
  /** Whether a share of the habits falls on it; `turn` counts how often it has come to that. */
  readonly does: (share: Share, turn?: number) => boolean;
  /** Milliseconds that a step takes. */
  readonly takes: (span: Span, turn?: number) => number;
  /** A fraction in [0, 1) for anything else. */
  readonly fraction: (what: string) => number;
}

export function drawsFor(seed: number, id: string): Draws {
  const fraction = (what: string): number => hashOf(`${seed} ${id} ${what}`) / 2 ** 32;
  return {
    fraction,
    does: (share, turn = 0) => fraction(`${share} ${turn}`) < HABITS.shares[share],
    takes: (span, turn = 0) => {
      const [least, most] = HABITS.minutes[span];
      return Math.round((least + (most - least) * fraction(`${span} ${turn}`)) * MINUTE_MS);
    },
  };
}

/** FNV-1a over the text, with the finaliser of MurmurHash3: 32 bits that no neighbouring id shares. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
