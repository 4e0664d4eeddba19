import { useMapState } from "../map/map-store.ts";
import { chooseTheme } from "../ui/theme.ts";
import { takeParameters } from "./link-parameters.ts";
import { parseSearch, readLink, validateSearch, type LinkState } from "./permalink.ts";
import { isWorkspaceId, type WorkspaceId } from "./workspace.ts";

/** What of an address a link is in. */
export interface Address {
  readonly pathname: string;
  readonly search: string;
}

/** What the address on the page's opening could not say; told once the page is there. */
let droppedAtStart: readonly string[] = [];

export function takeDropped(): readonly string[] {
  const dropped = droppedAtStart;
  droppedAtStart = [];
  return dropped;
}

/** Before the first render: the stores take what the address holds. Gives back its language. */
export function startFromLink(address: Address): LinkState {
  const { state, dropped } = readLink(validateSearch(parseSearch(address.search)));
  takeOwnParameters(address);
  droppedAtStart = dropped;
  useMapState.setState({
    settings: state.settings,
    selection: state.selection,
    ...(state.view === null ? {} : { view: state.view }),
  });
  // A wall hangs in a dark room.
  if (address.pathname === "/wall") chooseTheme("dark", { remember: false });
  else if (state.theme !== null) chooseTheme(state.theme, { remember: false });
  return state;
}

export function workspaceIn(pathname: string): WorkspaceId | null {
  const [, first] = pathname.split("/");
  return isWorkspaceId(first) ? first : null;
}

export function takeOwnParameters({ pathname, search }: Address): void {
  const workspace = workspaceIn(pathname);
  if (workspace !== null) takeParameters(workspace, validateSearch(parseSearch(search)));
}
