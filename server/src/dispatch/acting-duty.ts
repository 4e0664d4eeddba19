import {
  denialOf,
  ROLES,
  type CaseLevel,
  type CaseView,
  type CommandActor,
  type Denial,
  type Duty,
  type Role,
  type Verb,
} from "@onegrid/core/dispatch";
import type { SignedIn } from "../access/sessions.ts";
import { Problem } from "../problem.ts";

const LEVEL_OF_AREA: Readonly<Record<string, CaseLevel>> = {
  community: "community",
  street: "street",
  district: "district",
  city: "district",
};

const isDispatchRole = (role: string): role is Role => ROLES.some((known) => known === role);

/** Duties of `access` as the rules of dispatch see them; roles without a part in it are left out. */
export const dutiesOf = (signedIn: SignedIn): Duty[] =>
  signedIn.duties.flatMap(({ role, areaId, areaKind }) =>
    isDispatchRole(role)
      ? [
          {
            role,
            areaIds: [areaId],
            categories: null,
            maxLevel: LEVEL_OF_AREA[areaKind] ?? "community",
          },
        ]
      : [],
  );

/** The actor a person is for a verb: the first duty that allows it, else the first that has a reason not to. */
export function actorFor(signedIn: SignedIn, verb: Verb, view: CaseView): CommandActor {
  const person = { id: signedIn.accountId, unitId: null };
  const duties = dutiesOf(signedIn);
  const denials = duties.map((duty) => denialOf(duty, verb, view, person));
  const at = Math.max(0, denials.indexOf(null), mostTelling(denials));
  const duty = duties[at];
  if (!duty) throw new Problem({ code: "access.forbidden", permission: "case.act" });
  return { kind: "member", ...person, onBehalfOf: null, duty };
}

/** A refusal for the place or the four eyes says more than "your role does not have this". */
const mostTelling = (denials: readonly (Denial | null)[]): number =>
  denials.includes(null) ? -1 : denials.findIndex((denial) => denial !== "role");

export const actorsOf = (signedIn: SignedIn): CommandActor[] =>
  dutiesOf(signedIn).map((duty) => ({
    kind: "member",
    id: signedIn.accountId,
    unitId: null,
    onBehalfOf: null,
    duty,
  }));
