import { create } from "zustand";
import type { WorkspaceId } from "./workspace.ts";

type Parameters = Readonly<Record<string, string>>;

/** What each workspace keeps in the address (`w-<name>`); only the open one's is shown there. */
export const useLinkParameters = create<Readonly<Partial<Record<WorkspaceId, Parameters>>>>(
  () => ({}),
);

/** A workspace's own part of a permalink; `undefined` when the link has none. Also outside React. */
export const linkParameter = (workspace: WorkspaceId, name: string): string | undefined =>
  useLinkParameters.getState()[workspace]?.[name];

/**
 * Keeps `w-<name>=value` in the address while the workspace is open; `null` takes it out. Names are
 * letters and `-`; no personal data in an address.
 */
export function setLinkParameter(workspace: WorkspaceId, name: string, value: string | null): void {
  useLinkParameters.setState((state) => {
    const { [name]: _old, ...rest } = state[workspace] ?? {};
    return { [workspace]: value === null ? rest : { ...rest, [name]: value } };
  });
}

/** The same for components: renders again when the parameter changes, also by Back and Forward. */
export const useLinkParameter = (workspace: WorkspaceId, name: string): string | undefined =>
  useLinkParameters((state) => state[workspace]?.[name]);

const PREFIX = "w-";

export function takeParameters(workspace: WorkspaceId, search: object): void {
  const own = Object.entries(search).flatMap(([name, value]: [string, unknown]) =>
    name.startsWith(PREFIX) && typeof value === "string"
      ? [[name.slice(PREFIX.length), value]]
      : [],
  );
  useLinkParameters.setState({ [workspace]: Object.fromEntries(own) });
}

export const giveParameters = (workspace: WorkspaceId): Readonly<Record<`w-${string}`, string>> =>
  Object.fromEntries(
    Object.entries(useLinkParameters.getState()[workspace] ?? {}).map(([name, value]) => [
      `${PREFIX}${name}`,
      value,
    ]),
  );
