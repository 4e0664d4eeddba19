import type { Me } from "@onegrid/core/access/contract";
import { CoverageIcon, DispatchIcon, DivisionIcon, ImportIcon } from "../ui/icons.tsx";
import type { Workspace, WorkspaceId } from "./workspace.ts";

/** Every workspace, in the order of the tabs. How to add one: `workspace.ts`. */
export const WORKSPACES: readonly Workspace[] = [
  {
    id: "division",
    title: "division:title",
    Icon: DivisionIcon,
    hasTab: true,
    isFor: (me) => me.canReadPlans,
    load: () => import("../division/workspace.tsx"),
  },
  {
    id: "coverage",
    title: "coverage:title",
    Icon: CoverageIcon,
    hasTab: true,
    isFor: (me) => me.canCover,
    load: () => import("../coverage/workspace.tsx"),
  },
  {
    id: "dispatch",
    title: "dispatch:title",
    Icon: DispatchIcon,
    hasTab: true,
    isFor: (me) => me.canReadCases || me.canReport,
    load: () => import("../dispatch/workspace.tsx"),
  },
  {
    id: "ingest",
    title: "ingest:title",
    Icon: ImportIcon,
    hasTab: false,
    isFor: (me) => me.canImport,
    load: () => import("../ingest/workspace.tsx"),
  },
];

export function workspaceOf(id: WorkspaceId): Workspace {
  const found = WORKSPACES.find((workspace) => workspace.id === id);
  if (found === undefined) throw new Error(`no workspace ${id}`);
  return found;
}

/** Where the page opens: the first workspace this account may use. */
export const homeOf = (me: Me): WorkspaceId =>
  WORKSPACES.find(({ isFor }) => isFor(me))?.id ?? "division";
