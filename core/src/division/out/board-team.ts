/** A duty (任职) that belongs to a grid. */
export interface TeamMember {
  readonly role: string;
  /** Title and name, such as 网格员 李建国. */
  readonly displayName: string;
}

export interface TeamLine {
  readonly title: string;
  /** Names that may be shown. */
  readonly names: readonly string[];
  readonly count: number;
}

/** Staff on duty, who are there to be asked. Volunteers and residents with a task are counted only. */
const NAMED_ROLES: readonly string[] = ["grid_head", "grid_staff"];
const NAMED_TITLES: readonly string[] = ["社区民警", "法律咨询员", "社区健康员", "调解员"];
/** Who is on a team, heads first. */
const TEAM_ROLES: readonly string[] = [
  "grid_head",
  "grid_staff",
  "lane_head",
  "team_member",
  "building_head",
  "entrance_head",
];

/**
 * The team (网格团队) of a grid as a notice board shows it: one line for each post, heads first. Names
 * of staff alone, and those only where they are asked for; nobody's telephone.
 */
export function boardTeam(members: readonly TeamMember[], hasNames: boolean): TeamLine[] {
  const lines = new Map<string, { role: string; names: string[]; count: number }>();
  for (const { role, displayName } of members) {
    if (!TEAM_ROLES.includes(role)) continue;
    const at = displayName.indexOf(" ");
    const title = at > 0 ? displayName.slice(0, at) : displayName;
    const line = lines.get(title) ?? { role, names: [], count: 0 };
    const isNamed = NAMED_ROLES.includes(role) || NAMED_TITLES.includes(title);
    if (hasNames && isNamed && at > 0) line.names.push(displayName.slice(at + 1));
    line.count++;
    lines.set(title, line);
  }
  return [...lines]
    .toSorted(([, a], [, b]) => TEAM_ROLES.indexOf(a.role) - TEAM_ROLES.indexOf(b.role))
    .map(([title, { names, count }]) => ({ title, names, count }));
}
