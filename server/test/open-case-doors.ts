import { decodeOpenCases } from "@onegrid/core/dispatch/open-cases-contract";
import type { CasePresenceReply } from "@onegrid/core/dispatch/presence-contract";
import { answered, everything, idsIn, someOf } from "./ask-doors.ts";
import type { Door } from "./door.ts";
import { mayAt, maySee, type CaseThing, type Holder, type Thing, type World } from "./world.ts";

const casesOf = (holder: Holder, { cases }: World): CaseThing[] =>
  cases.filter((thing) => maySee(holder, thing));

/** The ways in which a desk reads its open cases. */
export const OPEN_CASE_DOORS: readonly Door[] = [
  {
    name: "open cases as columns",
    kind: "cases",
    family: "rest",
    shown: async (asker) => {
      const { statusCode, rawPayload } = await asker.raw("/api/cases/open");
      return statusCode === 200 ? [...decodeOpenCases(rawPayload).ids] : [];
    },
    mine: casesOf,
  },
  {
    name: "cards of cases by their ids",
    kind: "cases",
    family: "rest",
    shown: async (asker, { cases }) => {
      const ids = cases.map(({ id }) => id).join(",");
      return idsIn((await asker.get(`/api/cases/cards?ids=${ids}`)).body, everything);
    },
    mine: casesOf,
  },
  {
    name: "cases that somebody has open",
    kind: "cases",
    family: "rest",
    shown: async (asker) => {
      const nothing = { pageId: "a-page-without-a-case", caseId: null, isWriting: false };
      const { body } = await asker.post<Partial<CasePresenceReply>>("/api/cases/presence", nothing);
      return body.cases?.map(({ caseId }) => caseId) ?? [];
    },
    mine: casesOf,
  },
  {
    name: "open cases with some words",
    kind: "cases",
    family: "search",
    shown: async (asker, { cases }) => {
      const found: string[] = [];
      for (const { name } of someOf(cases)) {
        const { body } = await asker.get<{ ids?: string[] }>(`/api/cases/found?text=${name}`);
        found.push(...(body.ids ?? []));
      }
      return found;
    },
    mine: (holder, world) => someOf(world.cases).filter((thing) => maySee(holder, thing)),
  },
  {
    name: "bodies for a meeting on a case",
    kind: "cases",
    family: "rest",
    shown: answered(
      ({ cases }) => someOf(cases),
      ({ id }: Thing) => `/api/cases/${id}/bodies`,
    ),
    mine: (holder, world) =>
      someOf(world.cases).filter(
        (thing) => maySee(holder, thing) && mayAt(holder, "case.act", thing),
      ),
  },
];
