import type {
  ActivationsReply,
  CommunitySeatsReply,
  DryRunReply,
  PlanReply,
  PresentEmergencyReply,
  WorkPostsReply,
} from "@onegrid/core/dispatch/emergency-contract";
import type { WarningsReply } from "@onegrid/core/dispatch/warnings-contract";
import { query } from "./ask-doors.ts";
import { things, type Door } from "./door.ts";

/** What shows emergency plans (平急预案), what is on of them and warnings (预警), as far as somebody's part goes. */
export const EMERGENCY_DOORS: readonly Door[] = [
  {
    name: "the plan of an area and who is in it",
    kind: "communities",
    family: "rest",
    shown: async (asker, { areas }) => {
      const found: string[] = [];
      for (const { id } of areas) {
        const url = `/api/emergency/plan?areaId=${query(id)}`;
        const { communities = [] } = (await asker.get<Partial<PlanReply>>(url)).body;
        // Which communities there are everybody knows: how many are seated there is the plan's.
        const seated = communities.filter((each) => each.heldCalm + each.heldEmergency > 0);
        found.push(...seated.map((each) => each.id));
      }
      return found;
    },
    mine: things("communities", "emergency.manage"),
  },
  {
    name: "seats of a community in a plan",
    kind: "communities",
    family: "rest",
    shown: async (asker, { areas, communities }) => {
      const found: string[] = [];
      for (const { id: areaId } of areas)
        for (const { id } of communities) {
          const url = `/api/emergency/plan/seats?areaId=${query(areaId)}&communityId=${query(id)}`;
          const { held = [], people = [] } = (await asker.get<Partial<CommunitySeatsReply>>(url))
            .body;
          if (held.length + people.length > 0) found.push(id);
        }
      return found;
    },
    mine: things("communities", "emergency.manage"),
  },
  {
    name: "the table of seats",
    kind: "people",
    family: "export",
    shown: async (asker, { areas, people }) => {
      const found: string[] = [];
      for (const { id } of areas) {
        const url = `/api/emergency/plan/seats/table?areaId=${query(id)}&format=csv&language=en`;
        const logins = new Set((await asker.raw(url)).body.split(/[,\r\n]/));
        found.push(...people.flatMap((person) => (logins.has(person.name) ? [person.id] : [])));
      }
      return found;
    },
    mine: things("people", "emergency.manage"),
    // Who was left without a seat is not in it.
    isPartial: true,
  },
  {
    name: "the dry run of a plan",
    kind: "communities",
    family: "rest",
    shown: async (asker, { areas }) => {
      const found: string[] = [];
      for (const { id: areaId } of areas) {
        const asked = { areaId, mode: "emergency", target: { areaIds: [areaId] } };
        const { body } = await asker.post<Partial<DryRunReply>>("/api/emergency/dry-run", asked);
        found.push(...(body.communities ?? []).map(({ id }) => id));
      }
      return found;
    },
    mine: things("communities", "emergency.manage"),
  },
  {
    name: "activations",
    kind: "activations",
    family: "rest",
    shown: async (asker) => {
      const { body } = await asker.get<Partial<ActivationsReply>>("/api/emergency/activations");
      return (body.activations ?? []).map(({ id }) => id);
    },
    mine: things("activations", "emergency.manage"),
  },
  {
    name: "the line of an emergency",
    kind: "activations",
    family: "rest",
    shown: async (asker) => {
      const { body } = await asker.get<Partial<PresentEmergencyReply>>("/api/emergency/now");
      return (body.activations ?? []).map(({ id }) => id);
    },
    mine: things("activations", "map.read"),
  },
  {
    name: "activations as messages of CAP",
    kind: "activations",
    family: "export",
    shown: async (asker, { activations }) => {
      const { body } = await asker.raw("/api/emergency/alerts.xml");
      return activations.flatMap(({ id }) => (body.includes(id) ? [id] : []));
    },
    mine: things("activations", "map.read"),
  },
  {
    name: "posts of a community in an emergency",
    kind: "activations",
    family: "rest",
    shown: async (asker, { activations }) => {
      const found: string[] = [];
      for (const { id, communityId } of activations) {
        const url = `/api/emergency/activations/${id}/posts?communityId=${query(communityId)}`;
        const { body } = await asker.get<Partial<WorkPostsReply>>(url);
        if ((body.posts ?? []).length > 0) found.push(id);
      }
      return found;
    },
    mine: things("activations", "map.read"),
  },
  {
    name: "warnings",
    kind: "warnings",
    family: "rest",
    shown: async (asker) => {
      const { body } = await asker.get<Partial<WarningsReply>>("/api/alerts");
      return (body.warnings ?? []).map(({ id }) => id);
    },
    mine: things("warnings", "map.read"),
  },
];
