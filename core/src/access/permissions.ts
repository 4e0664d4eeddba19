/**
 * Who may do what (权限). A permission is held through a duty (任职): a role in an area, and it
 * reaches exactly the subtree of that area. Row filters in SQL and buttons in the page ask the same
 * functions.
 */

export const ROLES = [
  "administrator", // 系统管理员
  "auditor", // 审计员
  "planner", // 网格规划员
  "leader", // 领导
  "linked_officer", // 挂包干部
  "command_desk", // 指挥中心
  "supervision_desk", // 监督中心
  "supervisor", // 督办领导
  "street_desk", // 街道值班长
  "community_desk", // 社区值班
  "unit_intake", // 部门受理员
  "unit_handler", // 部门处置员
  "grid_head", // 网格长
  "grid_staff", // 网格员
  "lane_head", // 街巷长
  "team_member", // 法律咨询员, 社区健康员, 社区民警, 巡逻队, 志愿者, 物业联系人
  "building_head", // 楼栋长
  "entrance_head", // 楼口长
  "unit_leader", // 部门负责人
] as const;
/** What another system (外部系统) is while it asks with an interface key; no person is given it. */
export const MACHINE_ROLE = "external_system";
export type Role = (typeof ROLES)[number] | typeof MACHINE_ROLE;

export const PERMISSIONS = [
  "map.read",
  "plan.read",
  "plan.edit",
  "plan.publish",
  "coverage.read",
  "case.read",
  "case.report",
  "case.act",
  "contact.read",
  "import.run",
  "people.manage",
  "audit.read",
  "roster.manage",
  "rules.manage",
  "emergency.manage",
  "staff.locate",
  "warning.send",
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** What an interface key (接口密钥) may be for: reading, and bringing something in. */
export const KEY_PERMISSIONS = [
  "map.read",
  "plan.read",
  "coverage.read",
  "case.read",
  "case.report",
  "import.run",
  "warning.send",
] as const satisfies readonly Permission[];
export type KeyPermission = (typeof KEY_PERMISSIONS)[number];

const DESK: readonly Permission[] = [
  "map.read",
  "plan.read",
  "coverage.read",
  "case.read",
  "case.report",
  "case.act",
  "roster.manage",
  // Where people on shift are (在班人员位置): for those who send them, and nobody else.
  "staff.locate",
];

const FIELD: readonly Permission[] = ["map.read", "case.read", "case.report", "case.act"];

const GRANTS: Record<Role, readonly Permission[]> = {
  administrator: [
    "map.read",
    "import.run",
    "people.manage",
    "audit.read",
    "roster.manage",
    "rules.manage",
  ],
  auditor: ["map.read", "audit.read"],
  planner: ["map.read", "plan.read", "plan.edit", "plan.publish", "coverage.read", "import.run"],
  leader: ["map.read", "plan.read", "plan.publish", "coverage.read", "case.read"],
  // The case machine lets it supervise and comment, and nothing else.
  linked_officer: ["map.read", "coverage.read", "case.read", "case.act"],
  // Who calls reporters back; how far it goes stands in reporter-contact.ts.
  command_desk: [...DESK, "contact.read", "emergency.manage", "warning.send"],
  supervision_desk: [...DESK, "contact.read"],
  supervisor: DESK,
  street_desk: DESK,
  community_desk: DESK,
  unit_intake: ["map.read", "case.read", "case.act"],
  unit_handler: ["map.read", "case.read", "case.act", "contact.read"],
  grid_head: FIELD,
  grid_staff: [...FIELD, "contact.read"],
  lane_head: FIELD,
  team_member: FIELD,
  building_head: ["map.read", "case.report"],
  entrance_head: ["map.read", "case.report"],
  unit_leader: ["map.read", "case.read", "case.act"],
  external_system: KEY_PERMISSIONS,
};

/** A role held in an area (任职). `areaPath` lists ids from the root down to the area itself. */
export interface Duty {
  readonly id: string;
  readonly role: Role;
  readonly areaId: string;
  readonly areaPath: readonly string[];
  /** Less than the role grants: of a delegation (委托) or a key. Without it: all of it. */
  readonly only?: readonly Permission[];
}

/** Whoever asks: an account with the duties that are in force now. */
export interface Subject {
  readonly accountId: string;
  readonly duties: readonly Duty[];
}

export const roleGrants = (role: Role, permission: Permission): boolean =>
  GRANTS[role].includes(permission);

/** Whether one duty grants a permission: its role does, and nothing narrows it away. */
export const dutyGrants = (
  { role, only }: Pick<Duty, "role" | "only">,
  permission: Permission,
): boolean => roleGrants(role, permission) && (only?.includes(permission) ?? true);

export const mayAnywhere = (subject: Subject, permission: Permission): boolean =>
  subject.duties.some((duty) => dutyGrants(duty, permission));

/**
 * The areas in which the subject holds a permission (管辖范围), sorted; an area inside another of
 * them is left out. Empty: nowhere. This is what queries are narrowed by.
 */
export function scopeOf(subject: Subject, permission: Permission): string[] {
  const granting = subject.duties.filter((duty) => dutyGrants(duty, permission));
  const areas = new Set(granting.map((duty) => duty.areaId));
  const outer = granting.filter(
    (duty) => !duty.areaPath.some((id) => id !== duty.areaId && areas.has(id)),
  );
  return [...new Set(outer.map((duty) => duty.areaId))].toSorted();
}

/** Whether an object whose area path is given lies in a scope: the rule that SQL compiles to `&&`. */
export const isInScope = (scope: readonly string[], path: readonly string[]): boolean =>
  path.some((areaId) => scope.includes(areaId));

/** Whether the subject holds a permission for an object at this area path. */
export const mayAt = (subject: Subject, permission: Permission, path: readonly string[]): boolean =>
  isInScope(scopeOf(subject, permission), path);
