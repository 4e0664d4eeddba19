import type { Me } from "@onegrid/core/access/contract";
import { withTexts } from "../i18n/index.ts";
import {
  CoverageIcon,
  DispatchIcon,
  DivisionIcon,
  ImportIcon,
  OverviewIcon,
} from "../ui/icons.tsx";
import type { Workspace, WorkspaceId } from "./workspace.ts";

/** Every workspace, in the order of the tabs. How to add one: `workspace.ts`. */
export const WORKSPACES: readonly Workspace[] = [
  {
    id: "division",
    title: "shell:workspace.division",
    Icon: DivisionIcon,
    hasTab: true,
    isFor: (me) => me.canReadPlans,
    load: () =>
      withTexts(["division", "export", "plan"], () => import("../division/workspace.tsx")),
  },
  {
    id: "coverage",
    title: "shell:workspace.coverage",
    Icon: CoverageIcon,
    hasTab: true,
    isFor: (me) => me.canCover,
    load: () => withTexts(["coverage"], () => import("../coverage/workspace.tsx")),
  },
  {
    id: "overview",
    title: "shell:workspace.overview",
    Icon: OverviewIcon,
    hasTab: true,
    hasWidePanel: true,
    isFor: (me) => me.canCover,
    load: () =>
      withTexts(["coverage", "overview"], () => import("../coverage/overview/workspace.tsx")),
  },
  {
    id: "dispatch",
    title: "shell:workspace.dispatch",
    Icon: DispatchIcon,
    hasTab: true,
    isFor: (me) => me.canReadCases || me.canReport,
    load: () => withTexts(["dispatch"], () => import("../dispatch/workspace.tsx")),
  },
  {
    id: "ingest",
    title: "shell:workspace.ingest",
    Icon: ImportIcon,
    hasTab: false,
    isFor: (me) => me.canImport,
    load: () => withTexts(["ingest"], () => import("../ingest/workspace.tsx")),
  },
];

export function workspaceOf(id: WorkspaceId): Workspace {
  const found = WORKSPACES.find((workspace) => workspace.id === id);
  if (found === undefined) throw new Error(`no workspace ${id}`);
  return found;
}

/** Whose day is cases, of the roles of `core/dispatch`, which the first load goes without. */
const CASE_ROLES: readonly string[] = [
  "building_head",
  "entrance_head",
  "grid_staff",
  "grid_head",
  "lane_head",
  "linked_officer",
  "team_member",
  "community_desk",
  "street_desk",
  "unit_intake",
  "unit_leader",
  "unit_handler",
  "supervision_desk",
  "command_desk",
  "supervisor",
];

/** Who goes out: the team of an area (网格团队), as `server` has it. */
const FIELD_ROLES: readonly string[] = [
  "grid_staff",
  "grid_head",
  "lane_head",
  "team_member",
  "unit_handler",
];

/** Whether the first duty is out of doors: a phone opens on the phone page then. */
export const isFieldStaff = (me: Me): boolean => FIELD_ROLES.includes(me.duties[0]?.role ?? "");

/** Where the page opens: on what the first duty looks at every day, else on the first tab. */
export function homeOf(me: Me): WorkspaceId {
  const allowed = WORKSPACES.filter(({ isFor }) => isFor(me));
  const role = me.duties[0]?.role ?? "";
  const daily = role === "leader" ? "overview" : CASE_ROLES.includes(role) ? "dispatch" : undefined;
  const home = allowed.find(({ id }) => id === daily) ?? allowed[0];
  return home?.id ?? "division";
}
