/** What a workspace uses of the page's frame. How to join it: `workspace.ts`. */
export { runCommand, useCommand } from "./commands.ts";
export type { Command } from "./commands.ts";
export { linkParameter, setLinkParameter, useLinkParameter } from "./link-parameters.ts";
export type { WorkspaceContent } from "./workspace.ts";
