import {
  attachPoints,
  DEFAULT_SPEEDS,
  ReverseTravel,
  type AttachFailure,
  type Attachments,
  type EdgeFinder,
  type Network,
  type Weighting,
} from "@onegrid/core/coverage";
import type { Position } from "@onegrid/core/geometry";

export type TravelsBy = "foot" | "drive";

/** Times come in tenths of a second. */
const UNITS_PER_SECOND = 10;
/** How far from a way a case or a person may be: most are near, some are in the middle of a park. */
const REACHES_METRES = [50, 200, 800];

const WEIGHTINGS: Readonly<Record<TravelsBy, Weighting>> = {
  foot: { kind: "time", metresPerSecond: DEFAULT_SPEEDS.adult },
  drive: { kind: "drive" },
};

interface Ready {
  readonly network: Network;
  readonly finder: EdgeFinder;
}

/** What is made once for a network, and goes with it. */
interface Prepared {
  readonly searches: Partial<Record<TravelsBy, ReverseTravel>>;
  /** By position: people start from their posts again and again. */
  readonly spots: Map<string, Spot>;
}
const prepared = new WeakMap<Network, Prepared>();
/** Above so many everything is forgotten: reported places come once each. */
const MOST_SPOTS = 50_000;

/**
 * Seconds from each start to one place over the network, all by one search backwards from the place;
 * `null` where no way leads.
 */
export function travelSecondsTo(
  { network, finder }: Ready,
  place: Position,
  starts: readonly Position[],
  travelsBy: TravelsBy,
): (number | null)[] {
  const made = prepared.get(network) ?? { searches: {}, spots: new Map<string, Spot>() };
  prepared.set(network, made);
  const target = attachWithin(finder, [place], made.spots);
  if (starts.length === 0 || target.failures.size > 0) return starts.map(() => null);
  const sources = attachWithin(finder, starts, made.spots);
  const search = (made.searches[travelsBy] ??= new ReverseTravel(network, WEIGHTINGS[travelsBy]));
  const units = search.unitsTo(target, sources);
  return Array.from(units, (each) => (each < 0 ? null : each / UNITS_PER_SECOND));
}

/** Where one point meets the network. */
interface Spot {
  readonly x: number;
  readonly y: number;
  readonly edge: number;
  readonly alongMetres: number;
  readonly legMetres: number;
  readonly failure: AttachFailure | undefined;
}

/** Attaches points to the nearest way; those that find none look further. What is known is not looked for. */
function attachWithin(
  finder: EdgeFinder,
  points: readonly Position[],
  spots: Map<string, Spot>,
): Attachments {
  if (spots.size > MOST_SPOTS) spots.clear();
  const fresh = points.filter((point) => !spots.has(point.join()));
  let lost = fresh;
  for (const maxLegMetres of REACHES_METRES) {
    if (lost.length === 0) break;
    const attached = attachPoints(finder, lost, { maxLegMetres });
    lost.forEach((point, at) => spots.set(point.join(), spotAt(attached, at)));
    lost = lost.filter((_, at) => attached.failures.has(at));
  }
  return asColumns(points.flatMap((point) => spots.get(point.join()) ?? []));
}

const spotAt = (
  { x, y, edge, alongMetres, legMetres, failures }: Attachments,
  at: number,
): Spot => ({
  x: x[at] ?? 0,
  y: y[at] ?? 0,
  edge: edge[at] ?? -1,
  alongMetres: alongMetres[at] ?? 0,
  legMetres: legMetres[at] ?? 0,
  failure: failures.get(at),
});

const asColumns = (spots: readonly Spot[]): Attachments => ({
  count: spots.length,
  x: Float64Array.from(spots, ({ x }) => x),
  y: Float64Array.from(spots, ({ y }) => y),
  edge: Int32Array.from(spots, ({ edge }) => edge),
  alongMetres: Float64Array.from(spots, ({ alongMetres }) => alongMetres),
  legMetres: Float64Array.from(spots, ({ legMetres }) => legMetres),
  failures: new Map(spots.flatMap(({ failure }, at) => (failure ? [[at, failure]] : []))),
});
