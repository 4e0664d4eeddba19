import { reachOf } from "@onegrid/core/access";
import {
  denialOf,
  ROLES,
  type CaseView,
  type CommandActor,
  type Denial,
  type Duty,
  type Person,
  type Role,
  type Verb,
} from "@onegrid/core/dispatch";
import type { DutyRow } from "@onegrid/db/access";
import type { SignedIn } from "../../access/sessions.ts";
import { Problem } from "../../problem.ts";

/** Roles that go out: the team of an area (网格团队) is everybody who holds one of them there. */
export const FIELD_ROLES = [
  "grid_staff",
  "grid_head",
  "lane_head",
  "team_member",
  "unit_handler",
] as const satisfies readonly Role[];

const isDispatchRole = (role: string): role is Role => ROLES.some((known) => known === role);
const isFieldRole = (role: string): boolean => FIELD_ROLES.some((known) => known === role);

type HeldDuty = Pick<
  DutyRow,
  "areaId" | "areaKind" | "categories" | "maxLevel" | "onBehalfOf" | "unitId"
> & {
  readonly role: string;
};

/** A duty of `access` as the rules of dispatch see it; `null` for a role without a part in it. */
const dutyOf = (held: Omit<HeldDuty, "unitId">): Duty | null =>
  isDispatchRole(held.role) ? { role: held.role, ...reachOf(held) } : null;

type UnitHolder = Pick<HeldDuty, "unitId" | "role" | "areaId" | "onBehalfOf">;

/** The unit (承办单位) somebody acts for: their own, else the team of their area; in a duty for another, theirs. */
export const unitOf = ({ unitId, role, areaId, onBehalfOf }: UnitHolder): string | null =>
  unitId ?? (isFieldRole(role) ? (onBehalfOf?.areaId ?? areaId) : null);

interface Acting {
  readonly duty: Duty;
  readonly person: Person & { readonly onBehalfOf: string | null };
}

const actingsOf = (accountId: string, duties: readonly HeldDuty[]): Acting[] =>
  duties.flatMap((held) => {
    const duty = dutyOf(held);
    const onBehalfOf = held.onBehalfOf?.accountId ?? null;
    return duty ? [{ duty, person: { id: accountId, unitId: unitOf(held), onBehalfOf } }] : [];
  });

type MemberActor = CommandActor & { readonly kind: "member" };

const actorOf = ({ duty, person }: Acting): MemberActor => ({
  kind: "member",
  ...person,
  duty,
});

/** The actor a person is for a verb: the first duty that allows it, else the first that says most. */
export function actorFor(
  signedIn: Pick<SignedIn, "accountId" | "duties">,
  verb: Verb,
  view: CaseView,
): CommandActor {
  const actings = actingsOf(signedIn.accountId, signedIn.duties);
  const denials = actings.map(({ duty, person }) => denialOf(duty, verb, view, person));
  const allowed = denials.indexOf(null);
  const acting = actings[allowed >= 0 ? allowed : mostTelling(denials)];
  if (!acting) throw new Problem({ code: "access.forbidden", permission: "case.act" });
  return actorOf(acting);
}

/** A refusal for the place or the four eyes says more than "your role does not have this". */
const mostTelling = (denials: readonly (Denial | null)[]): number =>
  Math.max(
    0,
    denials.findIndex((denial) => denial !== "role"),
  );

export const actorsOf = ({
  accountId,
  duties,
}: Pick<SignedIn, "accountId" | "duties">): MemberActor[] =>
  actingsOf(accountId, duties).map(actorOf);

/** Why none of the duties allows a verb on a case; `null` when one does. */
export function denialFor(
  accountId: string,
  duties: readonly HeldDuty[],
  verb: Verb,
  view: CaseView,
): Denial | null {
  const denials = actingsOf(accountId, duties).map(({ duty, person }) =>
    denialOf(duty, verb, view, person),
  );
  return denials.includes(null) ? null : (denials[mostTelling(denials)] ?? "role");
}
