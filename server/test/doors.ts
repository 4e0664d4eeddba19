import {
  answered,
  everything,
  exportedGrids,
  households,
  idsIn,
  located,
  query,
  searched,
  similarCases,
  someOf,
  streamed,
  tiled,
} from "./ask-doors.ts";
import { COVERAGE_DOORS } from "./coverage-doors.ts";
import { EMERGENCY_DOORS } from "./emergency-doors.ts";
import { PAST_DOORS } from "./past-doors.ts";
import { things, type Door } from "./door.ts";
import { OPEN_CASE_DOORS } from "./open-case-doors.ts";
import {
  mayAt,
  maySee,
  type CaseThing,
  type Holder,
  type PlanThing,
  type Thing,
  type World,
} from "./world.ts";

const casesOf = (holder: Holder, { cases }: World): CaseThing[] =>
  cases.filter((thing) => maySee(holder, thing));

/** Every way out that shows something of somebody's part. */
export const DOORS: readonly Door[] = [
  {
    name: "list of cases",
    kind: "cases",
    family: "rest",
    shown: async (asker) =>
      idsIn((await asker.get("/api/cases?limit=500")).body, ({ number }) => number !== undefined),
    mine: casesOf,
  },
  ...OPEN_CASE_DOORS,
  {
    name: "Open311 requests",
    kind: "cases",
    family: "rest",
    shown: async (asker, { cases }) => {
      const { body } = await asker.raw("/open311/v2/requests.json");
      return cases.flatMap(({ id, name }) => (body.includes(`"${name}"`) ? [id] : []));
    },
    mine: casesOf,
  },
  {
    name: "an Open311 request",
    kind: "cases",
    family: "rest",
    shown: answered(
      ({ cases }) => someOf(cases),
      ({ name }: Thing) => `/open311/v2/requests/${name}.xml`,
    ),
    mine: (holder, { cases }) => someOf(cases).filter((thing) => maySee(holder, thing)),
  },
  {
    name: "card of a case",
    kind: "cases",
    family: "rest",
    shown: answered(
      ({ cases }) => cases,
      ({ id }: Thing) => `/api/cases/${id}`,
    ),
    mine: casesOf,
  },
  {
    name: "work on site",
    kind: "cases",
    family: "rest",
    shown: async (asker) =>
      idsIn((await asker.get("/api/cases/mine")).body, ({ number }) => number !== undefined),
    mine: casesOf,
    isPartial: true,
  },
  {
    name: "what meetings wait for",
    kind: "cases",
    family: "rest",
    shown: async (asker) =>
      idsIn(
        (await asker.get("/api/cases/meeting-work")).body,
        ({ number }) => number !== undefined,
      ),
    mine: casesOf,
    isPartial: true,
  },
  {
    name: "recommendation for a case",
    kind: "cases",
    family: "rest",
    shown: answered(
      ({ cases }) => someOf(cases),
      ({ id }: Thing) => `/api/cases/${id}/recommendation`,
    ),
    mine: (holder, world) =>
      someOf(world.cases).filter(
        (thing) => maySee(holder, thing) && mayAt(holder, "case.act", thing),
      ),
  },
  {
    name: "contact of a case's reporter",
    kind: "cases",
    family: "rest",
    shown: answered(
      ({ cases }) => someOf(cases),
      ({ id }: Thing) => `/api/cases/${id}/contact`,
    ),
    mine: (holder, world) =>
      ["command_desk", "supervision_desk"].includes(holder.role)
        ? someOf(world.cases).filter((thing) => maySee(holder, thing))
        : [],
  },
  {
    name: "number of a case",
    kind: "cases",
    family: "search",
    shown: async (asker, { cases }) => {
      const found: string[] = [];
      for (const { name } of cases)
        found.push(...idsIn((await asker.get(`/api/cases/ended?text=${name}`)).body, everything));
      return found;
    },
    mine: casesOf,
  },
  {
    name: "cases like a report",
    kind: "cases",
    family: "search",
    shown: similarCases,
    mine: casesOf,
    isPartial: true,
  },
  {
    name: "stream of people on shift",
    kind: "people",
    family: "stream",
    shown: located,
    mine: things("people", "staff.locate"),
  },
  {
    name: "stream",
    kind: "cases",
    family: "stream",
    shown: streamed,
    // What was theirs when it happened has been theirs.
    mine: (holder, { cases }) => cases.filter((thing) => maySee(holder, thing, thing.levels)),
  },
  ...(["compounds", "grids"] as const).map((kind): Door => ({
    name: `search for ${kind}`,
    kind,
    family: "search",
    shown: searched((world) => world[kind]),
    mine: things(kind, "map.read"),
  })),
  ...(["compounds", "grids", "city_units"] as const).flatMap((kind): Door[] => [
    {
      name: `tiles of ${kind}`,
      kind,
      family: "tiles",
      shown: tiled(kind),
      mine: things(kind, "map.read"),
    },
    {
      name: `card of ${kind}`,
      kind,
      family: "rest",
      shown: answered(
        (world) => world[kind],
        ({ id }: Thing) => `/api/objects/${kind}/${query(id)}`,
      ),
      mine: things(kind, "map.read"),
    },
  ]),
  {
    name: "search for buildings",
    kind: "buildings",
    family: "search",
    isOpen: true,
    shown: searched(({ buildings }) => buildings),
    mine: things("buildings", "map.read"),
  },
  {
    name: "households of buildings in tiles",
    kind: "buildings",
    family: "tiles",
    shown: tiled("buildings", households),
    mine: things("buildings", "map.read"),
  },
  {
    name: "households of buildings on cards",
    kind: "buildings",
    family: "rest",
    shown: async (asker, { buildings }) => {
      const found: string[] = [];
      for (const { id } of buildings) {
        const { body } = await asker.get<{ properties?: Record<string, unknown> }>(
          `/api/objects/buildings/${query(id)}`,
        );
        if (households(body.properties ?? {})) found.push(id);
      }
      return found;
    },
    mine: things("buildings", "map.read"),
  },
  {
    name: "sums of areas",
    kind: "communities",
    family: "statistics",
    shown: async (asker) => idsIn((await asker.get("/api/areas")).body, households),
    mine: things("communities", "map.read"),
  },
  {
    name: "units of management in numbers",
    kind: "communities",
    family: "statistics",
    shown: async (asker, { communities }) => {
      const found: string[] = [];
      for (const { id } of communities) {
        const url = `/api/communities/${query(id)}/city-units`;
        if (((await asker.get<{ count?: number }>(url)).body.count ?? 0) > 0) found.push(id);
      }
      return found;
    },
    mine: things("communities", "plan.read"),
  },
  {
    name: "plans",
    kind: "plans",
    family: "rest",
    shown: async (asker) => idsIn((await asker.get("/api/plans")).body, everything),
    mine: things("plans", "plan.read"),
  },
  ...(["", "/comments"] as const).map((part): Door => ({
    name: `a plan${part}`,
    kind: "plans",
    family: "rest",
    shown: answered(
      ({ plans }) => plans,
      ({ id }: Thing) => `/api/plans/${id}${part}`,
    ),
    mine: things("plans", "plan.read"),
  })),
  ...(["", "/changes", "/surroundings"] as const).map((part): Door => ({
    name: `a division${part}`,
    kind: "plans",
    family: "rest",
    shown: answered(
      ({ plans }) => plans,
      ({ divisionId }: PlanThing) => `/api/divisions/${divisionId}${part}`,
    ),
    mine: things("plans", "plan.read"),
  })),
  {
    name: "a comparison of plans",
    kind: "plans",
    family: "rest",
    shown: answered(
      ({ plans }) => plans,
      ({ id, communityId }: PlanThing) => `/api/plans/${id}/comparison?community=${communityId}`,
    ),
    mine: things("plans", "plan.read"),
  },
  ...(["map", "problems"] as const).map((part): Door => ({
    name: part === "map" ? "a base map" : "problems of a base map",
    kind: "plans",
    family: "rest",
    shown: answered(
      ({ plans }) => plans,
      ({ baseId }: PlanThing) => `/api/bases/${baseId}/${part}`,
    ),
    mine: things("plans", "plan.read"),
  })),
  {
    name: "grids of a community",
    kind: "grids",
    family: "export",
    shown: async (asker, { communities }) => {
      const found: string[] = [];
      for (const { id } of communities)
        found.push(...idsIn((await asker.get(`/api/communities/${id}/grids`)).body, everything));
      return found;
    },
    mine: things("grids", "plan.read"),
  },
  {
    name: "grids as a file",
    kind: "grids",
    family: "export",
    shown: exportedGrids,
    mine: things("grids", "plan.read"),
  },
  ...EMERGENCY_DOORS,
  ...PAST_DOORS,
  ...COVERAGE_DOORS,
];
