import { rowOf } from "./incidence.ts";
import type { MipModel } from "./exact-core.ts";
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

interface Row {
  readonly terms: [column: number, value: number][];
  readonly lower: number;
  readonly upper: number;
}

/**
 * y = candidate chosen (whole), x = households of a class at a station (they come out whole: with y
 * given it is a transport problem). Serve most, nobody twice, no station over its room, no candidate
 * serves anybody unless chosen.
 */
export function capacityModel(instance: CapacityInstance): CapacityModel {
  const { reach, households, isMust, isOpen, fixed, cost, money } = instance;
  const sites = [...isOpen.keys()].filter((site) => isOpen[site] === 1);
  const pairs = [...sites, ...fixed].flatMap((site) =>
    Array.from(rowOf(reach, site), (row) => ({ site, row })),
  );
  const columnOf = new Map(sites.map((site, i) => [site, i]));
  const classes = Array.from(households, (all, row): Row => ({ terms: [], lower: isMust[row] === 1 ? all : -Infinity, upper: all })); // prettier-ignore
  const stations = new Map<number, Row>();
  const links: Row[] = [];
  for (const site of [...sites, ...fixed]) stations.set(site, stationRow(instance, site, columnOf));
  for (const [i, { site, row }] of pairs.entries()) {
    const column = sites.length + i;
    classes[row]?.terms.push([column, 1]);
    stations.get(site)?.terms.push([column, 1]);
    const y = columnOf.get(site);
    const most = Math.min(households[row] ?? 0, instance.room[site] ?? 0);
    if (y !== undefined) links.push({ terms: [[column, 1], [y, -most]], lower: -Infinity, upper: 0 }); // prettier-ignore
  }
  const bounded = [...stations].flatMap(([site, row]) =>
    Number.isFinite(instance.room[site]) ? [row] : [],
  );
  const paid: Row = { terms: sites.map((site, i) => [i, cost[site] ?? 0]), lower: -Infinity, upper: money }; // prettier-ignore
  const objective = Float64Array.from([...sites.map(() => 0), ...pairs.map(() => 1)]);
  const upper = [...sites.map(() => 1), ...pairs.map(({ row }) => households[row] ?? 0)];
  return {
    sites,
    model: asColumns([...classes, ...bounded, ...links, paid], { objective, upper, whole: sites.length }), // prettier-ignore
    pointOf: (plan, assignment) =>
      Float64Array.from([
        ...sites.map((site) => (plan.has(site) ? 1 : 0)),
        ...pairs.map(({ site, row }) => assignment.servedBy(site, row)),
      ]),
  };
}

function stationRow(
  { room }: CapacityInstance,
  site: number,
  columnOf: ReadonlyMap<number, number>,
): Row {
  const own = room[site] ?? 0;
  const y = columnOf.get(site);
  if (y === undefined || !Number.isFinite(own)) return { terms: [], lower: -Infinity, upper: own };
  return { terms: [[y, -own]], lower: -Infinity, upper: 0 };
}

function asColumns(
  rows: readonly Row[],
  columns: { objective: Float64Array; upper: readonly number[]; whole: number },
): MipModel {
  const first = new Int32Array(rows.length + 1);
  for (const [i, { terms }] of rows.entries()) first[i + 1] = (first[i] ?? 0) + terms.length;
  const terms = rows.flatMap((row) => row.terms);
  return {
    offset: 0,
    objective: columns.objective,
    lower: new Float64Array(columns.objective.length),
    upper: Float64Array.from(columns.upper),
    isInteger: Uint8Array.from(columns.objective, (_, i) => (i < columns.whole ? 1 : 0)),
    rowLower: Float64Array.from(rows, ({ lower }) => lower),
    rowUpper: Float64Array.from(rows, ({ upper }) => upper),
    first,
    columns: Int32Array.from(terms, ([column]) => column),
    values: Float64Array.from(terms, ([, value]) => value),
  };
}
