import { CoverageIcon, DispatchIcon, DivisionIcon, ImportIcon } from "../ui/icons.tsx";
import type { Workspace, WorkspaceId } from "./workspace.ts";

/** Every workspace, in the order of the tabs. How to add one: `workspace.ts`. */
export const WORKSPACES: readonly Workspace[] = [
  {
    id: "division",
    title: "division:title",
    Icon: DivisionIcon,
    hasTab: true,
    isFor: () => true,
    load: () => import("../division/workspace.tsx"),
  },
  {
    id: "coverage",
    title: "coverage:title",
    Icon: CoverageIcon,
    hasTab: true,
    isFor: () => true,
    load: () => import("../coverage/workspace.tsx"),
  },
  {
    id: "dispatch",
    title: "dispatch:title",
    Icon: DispatchIcon,
    hasTab: true,
    isFor: () => true,
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
