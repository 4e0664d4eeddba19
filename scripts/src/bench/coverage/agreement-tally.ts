import type { Position } from "@onegrid/core/geometry";
import { Jaccard } from "./jaccard.ts";
import type { Row } from "./table.ts";
import { METRES_PER_SECOND, type TracedWalk, type ValhallaPeer, type Walked } from "./valhalla.ts";

const TEN_MINUTES = 600;
const WITHIN_ONE_PERCENT = 0.995;
const JACCARD = 0.995;

/** Why two lengths differ by more than 1 %. */
type LengthClass =
  | "its matrix differs from its own route"
  | "a piece of fewer than 50 junctions"
  | "ends within 5 m, whole metres"
  | "another way, as dear within 1 % with 30 m for each flight of steps"
  | "unexplained";

/** Why one of the two gets there within ten minutes and the other does not. */
type TimeClass =
  | "seconds at crossings"
  | "30 s at a gate"
  | "slower on hiking paths"
  | "crossings, gates and hiking paths together"
  | "its matrix reports other seconds than its own route"
  | "lengths differ, see above"
  | "lengths within 1 % on both sides of the limit"
  | "unexplained";

/** What ours says of a pair. Metres; `cost`: what ways were compared by. */
export interface OurWalk {
  readonly metres: number | null;
  readonly cost: number;
  readonly isOnSmallPiece: boolean;
}

export interface Pair {
  readonly from: Position;
  readonly to: Position;
  readonly theirs: Walked | null;
  readonly ours: OurWalk;
}

/** Counts pairs of places by how two engines agree on them; each that differs gets a class. */
export class AgreementTally {
  readonly #peer: ValhallaPeer;
  readonly #lengths = new Map<LengthClass, number>();
  readonly #times = new Map<TimeClass, number>();
  readonly #byLength = new Jaccard();
  readonly #byTime = new Jaccard();
  readonly #withoutWaits = new Jaccard();
  #pairs = 0;
  #agreed = 0;

  constructor(peer: ValhallaPeer) {
    this.#peer = peer;
  }

  async add(pair: Pair): Promise<void> {
    const theirs = pair.theirs ?? NO_WALK;
    const ours = pair.ours.metres ?? Infinity;
    if (theirs.metres === Infinity && ours === Infinity) return;
    this.#pairs++;
    const isAgreed = isWithinOnePercent(ours, theirs.metres);
    if (isAgreed) this.#agreed++;
    const isReached = ours / METRES_PER_SECOND <= TEN_MINUTES;
    const isReachedInTime = theirs.seconds <= TEN_MINUTES;
    this.#byLength.add(isReached, theirs.metres / METRES_PER_SECOND <= TEN_MINUTES);
    this.#byTime.add(isReached, isReachedInTime);
    if (isAgreed && isReached === isReachedInTime) this.#withoutWaits.add(isReached, isReached);
    else await this.#explain(pair, { isAgreed, isReached, isReachedInTime });
  }

  async #explain(pair: Pair, { isAgreed, isReached, isReachedInTime }: Outcome): Promise<void> {
    const trace = await this.#peer.trace(pair.from, pair.to);
    if (!isAgreed) addTo(this.#lengths, lengthClass(pair, trace));
    if (isReached === isReachedInTime) {
      this.#withoutWaits.add(isReached, isReached);
      return;
    }
    const kind = isAgreed ? timeClass(pair, trace) : "lengths differ, see above";
    addTo(this.#times, kind);
    this.#withoutWaits.add(isReached, OWN_SECONDS.has(kind) || isReachedInTime);
  }

  rows(name: string): Row[] {
    const share = this.#agreed / this.#pairs;
    const isLengthExplained = !this.#lengths.has("unexplained");
    const isTimeExplained = !this.#times.has("unexplained");
    return [
      {
        figure: `distance agrees with Valhalla \`shortest\` within 1 %: ${name}`,
        wanted: `≥ ${percent(WITHIN_ONE_PERCENT)}, the rest explained`,
        ours: `${percent(share)} of ${this.#pairs} pairs`,
        checked: `the others: ${told(this.#lengths)}`,
        isMet: share >= WITHIN_ONE_PERCENT && isLengthExplained,
      },
      {
        figure: `reached in 600 s, by length at 5.1 km/h, Jaccard: ${name}`,
        wanted: `≥ ${JACCARD}`,
        ours: this.#byLength.text(),
        checked: "",
        isMet: this.#byLength.value >= JACCARD,
      },
      {
        figure: `the same with the seconds that Valhalla reports: ${name}`,
        wanted: "every difference explained",
        ours: `${this.#byTime.text()}; those seconds taken off ${this.#withoutWaits.text()}`,
        checked: `reached by one alone: ${told(this.#times)}`,
        isMet: isTimeExplained,
      },
    ];
  }
}

const NO_WALK: Walked = { metres: Infinity, seconds: Infinity };

interface Outcome {
  readonly isAgreed: boolean;
  readonly isReached: boolean;
  readonly isReachedInTime: boolean;
}

const addTo = <Kind>(counts: Map<Kind, number>, kind: Kind): unknown =>
  counts.set(kind, (counts.get(kind) ?? 0) + 1);

const told = (counts: ReadonlyMap<string, number>): string =>
  [...counts].map(([kind, count]) => `${count} × ${kind}`).join("; ") || "none";

const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;

const STEPS_METRES = 30;

function lengthClass({ theirs, ours }: Pair, trace: TracedWalk | null): LengthClass {
  const metres = ours.metres ?? Infinity;
  if (isWithinOnePercent(metres, trace?.metres ?? Infinity))
    return "its matrix differs from its own route";
  if (ours.isOnSmallPiece) return "a piece of fewer than 50 junctions";
  if (theirs === null) return "unexplained";
  if (Math.abs(metres - theirs.metres) <= 10) return "ends within 5 m, whole metres";
  const theirCost = theirs.metres + STEPS_METRES * (trace?.flights ?? 0);
  return isWithinOnePercent(ours.cost, theirCost)
    ? "another way, as dear within 1 % with 30 m for each flight of steps"
    : "unexplained";
}

const OWN_SECONDS: ReadonlySet<TimeClass> = new Set([
  "seconds at crossings",
  "30 s at a gate",
  "slower on hiking paths",
  "crossings, gates and hiking paths together",
]);
/** Its lengths are whole metres, its matrix has whole seconds. */
const ROUNDING_SECONDS = 1;

/**
 * It adds 0–15 s at each crossing and 30 s at each gate to the time it reports and to no length, and is
 * slower on hiking paths; ours has no waits unless somebody sets them.
 */
function timeClass({ theirs, ours }: Pair, trace: TracedWalk | null): TimeClass {
  const isReached = (metres: number) => metres / METRES_PER_SECOND <= TEN_MINUTES;
  const { metres, seconds: reported } = theirs ?? NO_WALK;
  // Ours lies just beyond the limit, or its own length does.
  if (reported <= TEN_MINUTES || isReached(ours.metres ?? Infinity) !== isReached(metres))
    return "lengths within 1 % on both sides of the limit";
  if (trace === null) return "unexplained";
  const { seconds, crossings, gates, hiking } = trace;
  if (seconds <= TEN_MINUTES) return "its matrix reports other seconds than its own route";
  const isWhy = (share: number) => share > 0 && seconds - share <= TEN_MINUTES + ROUNDING_SECONDS;
  if (isWhy(crossings)) return "seconds at crossings";
  if (isWhy(gates)) return "30 s at a gate";
  if (isWhy(hiking)) return "slower on hiking paths";
  const isTogether = isWhy(crossings + gates + hiking);
  return isTogether ? "crossings, gates and hiking paths together" : "unexplained";
}

/** Valhalla gives whole metres: half a metre is its rounding. No way is infinitely long. */
function isWithinOnePercent(ours: number, theirs: number): boolean {
  return Number.isFinite(theirs) && Math.abs(ours - theirs) <= theirs * 0.01 + 0.5;
}
