import { rowOf } from "./incidence.ts";
import type { MipModel } from "./exact-core.ts";
import { modelOfRows, type MipRow } from "./mip-rows.ts";
import type { Assignment } from "./assignment.ts";
import type { CapacityInstance } from "./capacity-problem.ts";

/** The question as a programme, and which column stands for which candidate. */
export interface CapacityModel {
  readonly model: MipModel;
  /** Column i is candidate `sites[i]`, chosen or not. */
  readonly sites: readonly number[];
  /** The plan as a point of the programme. */
  readonly pointOf: (plan: ReadonlySet<number>, assignment: Assignment) => Float64Array;
}

/**
 * y = candidate chosen (whole), x = households of a class at a station (they come out whole: with y
 * given it is a transport problem). Serve most, nobody twice, no station over its room, no candidate
 * serves anybody unless chosen.
 */
export function capacityModel(instance: CapacityInstance): CapacityModel {
  const { reach, households, isOpen, fixed, cost, money } = instance;
  const sites = [...isOpen.keys()].filter((site) => isOpen[site] === 1);
  const pairs = [...sites, ...fixed].flatMap((site) =>
    Array.from(rowOf(reach, site), (row) => ({ site, row })),
  );
  const columnOf = new Map(sites.map((site, i) => [site, i]));
  const rows = rowsOf(instance, pairs, columnOf);
  const paid: MipRow = {
    terms: sites.map((site, i) => [i, cost[site] ?? 0]),
    lower: -Infinity,
    upper: money,
  };
  const objective = Float64Array.from([...sites.map(() => 0), ...pairs.map(() => 1)]);
  const upper = [...sites.map(() => 1), ...pairs.map(({ row }) => households[row] ?? 0)];
  return {
    sites,
    model: modelOfRows([...rows, paid], {
      objective,
      lower: new Float64Array(objective.length),
      upper: Float64Array.from(upper),
      isInteger: Uint8Array.from(objective, (_, i) => (i < sites.length ? 1 : 0)),
    }),
    pointOf: (plan, assignment) =>
      Float64Array.from([
        ...sites.map((site) => (plan.has(site) ? 1 : 0)),
        ...pairs.map(({ site, row }) => assignment.servedBy(site, row)),
      ]),
  };
}

/** A station and a class of homes that it reaches. */
interface Pair {
  readonly site: number;
  readonly row: number;
}

/** Of the classes, of the stations with a limit, and of candidates that must be chosen to serve. */
function rowsOf(
  instance: CapacityInstance,
  pairs: readonly Pair[],
  columnOf: ReadonlyMap<number, number>,
): MipRow[] {
  const { households, isMust, room } = instance;
  const classes = Array.from(households, (all, row): MipRow => ({
    terms: [],
    lower: isMust[row] === 1 ? all : -Infinity,
    upper: all,
  }));
  const stations = new Map<number, MipRow>();
  const links: MipRow[] = [];
  for (const [i, { site, row }] of pairs.entries()) {
    const column = columnOf.size + i;
    const station = stations.get(site) ?? stationRow(instance, site, columnOf);
    stations.set(site, station);
    classes[row]?.terms.push([column, 1]);
    station.terms.push([column, 1]);
    const y = columnOf.get(site);
    if (y !== undefined) {
      const most = Math.min(households[row] ?? 0, room[site] ?? 0);
      const terms: MipRow["terms"] = [
        [column, 1],
        [y, -most],
      ];
      links.push({ terms, lower: -Infinity, upper: 0 });
    }
  }
  const bounded = [...stations].flatMap(([site, row]) =>
    Number.isFinite(room[site]) ? [row] : [],
  );
  return [...classes, ...bounded, ...links];
}

function stationRow(
  { room }: CapacityInstance,
  site: number,
  columnOf: ReadonlyMap<number, number>,
): MipRow {
  const own = room[site] ?? 0;
  const y = columnOf.get(site);
  if (y === undefined || !Number.isFinite(own)) return { terms: [], lower: -Infinity, upper: own };
  return { terms: [[y, -own]], lower: -Infinity, upper: 0 };
}
