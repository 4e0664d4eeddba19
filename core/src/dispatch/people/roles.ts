import { denialOfReach, levelRank, type Reach } from "../../access/index.ts";
import type { CaseLevel, Verb } from "../model/model.ts";

export const ROLES = [
  "public", // 上报人
  "building_head", // 楼栋长
  "entrance_head", // 楼口长
  "grid_staff", // 网格员
  "grid_head", // 网格长
  "lane_head", // 街巷长
  "linked_officer", // 挂包干部
  "team_member", // 法律咨询员, 社区健康员, 社区民警, 巡逻队, 志愿者, 物业联系人
  "community_desk", // 社区值班
  "street_desk", // 街道值班长
  "unit_intake", // 部门受理员
  "unit_leader", // 部门负责人
  "unit_handler", // 部门处置员
  "supervision_desk", // 监督中心
  "command_desk", // 指挥中心
  "supervisor", // 督办领导
  "auditor", // 审计员
  "administrator", // 系统管理员
  "external_system", // 外部系统, with an interface key
] as const;
export type Role = (typeof ROLES)[number];

/** What an active duty (任职) allows: a role over areas, classes and levels. */
export interface Duty extends Reach {
  readonly role: Role;
}

/** What the predicate needs to know of a case. `areaIds` as of today's successors, smallest first. */
export interface CaseView {
  readonly areaIds: readonly string[];
  readonly categoryId: string;
  readonly level: CaseLevel;
  readonly reporterId: string | null;
  readonly handlerIds: readonly string[];
  readonly handlerUnitIds: readonly string[];
  /** Units called to help (协办), or to a meeting (会商). */
  readonly helperUnitIds: readonly string[];
}

export interface Person {
  readonly id: string;
  readonly unitId: string | null;
  /** For whom they stand in (代班); what that person may not check, they may not check either. */
  readonly onBehalfOf?: string | null;
}

export type Denial =
  | "role" // the role does not have the verb
  | "area" // the case lies outside the duty's areas
  | "category" // the class is not in the duty's set
  | "level" // the case is above the duty's level
  | "handler" // four eyes: who handled does not check
  | "handler_unit" // four eyes at street and district level: nor does the unit
  | "own_report" // nobody verifies what they reported
  | "not_own_report"; // the public acts on its own reports only

const FIELD_WORK: readonly Verb[] = ["accept", "set_out", "arrive", "finish", "comment", "confirm"];
const INTAKE: readonly Verb[] = [
  "report",
  "send_verifier",
  "return_verify",
  "file",
  "reject",
  "merge",
  "unmerge",
  "reclassify",
  "relocate",
  "make_real",
  "comment",
];
const DISPATCHING: readonly Verb[] = ["dispatch", "recall", "transfer", "merge", "unmerge"];
const CHECKING: readonly Verb[] = ["pass", "fail"];
const HOLDING: readonly Verb[] = ["hold", "release"];
const WHISTLING: readonly Verb[] = ["whistle", "whistle_rate", "whistle_waive"];
const WHISTLED: readonly Verb[] = [
  "whistle_acknowledge",
  "whistle_arrive",
  "whistle_finish",
  "whistle_refuse",
];
/** After a refusal (拒哨). */
const SETTLING: readonly Verb[] = ["whistle_insist", "whistle_excuse"];
/** Meetings (会商), and what they set. */
const CONSULTING: readonly Verb[] = [
  ...(["consult", "consult_hold", "consult_cancel", "consult_finish", "consult_waive"] as const),
];
const ASKING: readonly Verb[] = ["ask_extension", "hold", "release"];
const UNIT: readonly Verb[] = [
  ...(["accept", "return", "transfer", "escalate", "comment"] as const),
  ...ASKING,
  ...WHISTLED,
  "consult_finish",
];
const GRID_STAFF: readonly Verb[] = [
  ...(["report", "return_verify", "verify", "return"] as const),
  ...FIELD_WORK,
  ...CHECKING,
  ...ASKING,
];

/** Which role has which verbs. Data: a city edits it. */
export const ROLE_VERBS: Readonly<Record<Role, readonly Verb[]>> = {
  public: ["report", "rate", "ask_reopen"],
  building_head: ["report", "confirm"],
  entrance_head: ["report", "confirm"],
  grid_staff: GRID_STAFF,
  grid_head: [...GRID_STAFF, "escalate", ...CONSULTING],
  lane_head: ["report", "return", "supervise", ...FIELD_WORK],
  linked_officer: ["supervise", "comment"],
  team_member: ["report", "return", "consult_finish", ...FIELD_WORK],
  community_desk: [
    ...INTAKE,
    ...DISPATCHING,
    ...CHECKING,
    ...HOLDING,
    ...CONSULTING,
    ...(["escalate", "hand_down", "return_verify"] as const),
  ],
  street_desk: [
    ...INTAKE,
    ...DISPATCHING,
    ...WHISTLING,
    ...HOLDING,
    ...CONSULTING,
    ...(["escalate", "hand_down"] as const),
  ],
  unit_intake: UNIT,
  unit_leader: [...UNIT, "ask_park"],
  unit_handler: [...FIELD_WORK, ...WHISTLED, ...ASKING, "consult_finish"],
  supervision_desk: [
    ...INTAKE,
    ...CHECKING,
    ...(["reopen", "park", "refuse_park", "unpark", "hold", "release", "supervise"] as const),
  ],
  command_desk: [
    ...DISPATCHING,
    ...WHISTLING,
    ...HOLDING,
    ...CONSULTING,
    ...(["escalate", "hand_down", "reclassify", "relocate", "make_real", "comment"] as const),
  ],
  supervisor: [
    ...([
      "supervise",
      "grant_extension",
      "refuse_extension",
      "cancel",
      "reopen",
      "comment",
    ] as const),
    ...SETTLING,
  ],
  auditor: [],
  administrator: [],
  external_system: ["report"],
};

const OWN_REPORT_ONLY: readonly Verb[] = ["rate", "ask_reopen"];

/**
 * Why a duty does not allow a verb on a case; `null` when it does. The one predicate behind the list
 * of buttons and the server's check. It does not look at the state: that is the machine's table.
 */
export function denialOf(duty: Duty, verb: Verb, view: CaseView, person: Person): Denial | null {
  if (!ROLE_VERBS[duty.role].includes(verb)) return "role";
  if (OWN_REPORT_ONLY.includes(verb)) {
    return view.reporterId === person.id ? null : "not_own_report";
  }
  // Whoever is called helps, and does their task, outside their own classes and areas too.
  if ((WHISTLED.includes(verb) || verb === "consult_finish") && isHelper(view, person)) return null;
  // What lies in no community is the district's: whoever stands there cannot know, and no report is lost for it.
  if (verb === "report" && view.areaIds.length <= 1)
    return denialOfReach(duty, { ...view, path: duty.areaIds, level: duty.maxLevel });
  return denialOfReach(duty, { ...view, path: view.areaIds }) ?? fourEyesDenial(verb, view, person);
}

export const mayAct = (duty: Duty, verb: Verb, view: CaseView, person: Person): boolean =>
  denialOf(duty, verb, view, person) === null;

const isHelper = ({ helperUnitIds }: CaseView, { unitId }: Person): boolean =>
  unitId !== null && helperUnitIds.includes(unitId);

/** Whether an id is the person, or whoever they stand in for. */
export const isSelf = (
  id: string | null,
  { id: own, onBehalfOf }: Omit<Person, "unitId">,
): boolean => id !== null && (id === own || id === onBehalfOf);

function fourEyesDenial(verb: Verb, view: CaseView, person: Person): Denial | null {
  if (verb === "verify" && isSelf(view.reporterId, person)) return "own_report";
  if (!CHECKING.includes(verb)) return null;
  if (view.handlerIds.some((id) => isSelf(id, person))) return "handler";
  const isHigh = levelRank(view.level) >= levelRank("street");
  const isSameUnit = person.unitId !== null && view.handlerUnitIds.includes(person.unitId);
  return isHigh && isSameUnit ? "handler_unit" : null;
}
