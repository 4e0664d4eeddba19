/** What a workspace uses of the page's frame. How to join it: `workspace.ts`. */
export { registerCommands, runCommand } from "./commands.ts";
export type { Command } from "./commands.ts";
export { linkParameter, setLinkParameter, useLinkParameter } from "./link-parameters.ts";
export { useStatus } from "./status.ts";
export type { WorkspaceContent, WorkspaceId } from "./workspace.ts";
