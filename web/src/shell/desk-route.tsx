import { getRouteApi, Navigate } from "@tanstack/react-router";
import { isNarrow } from "../ui/index.ts";
import { Desk } from "./desk.tsx";
import { SignedIn } from "./signed-in.tsx";
import { homeOf, isFieldStaff } from "./workspaces.ts";

const here = getRouteApi("/$workspace");
const home = getRouteApi("/");

/** The desk for those who are signed in. */
export function DeskRoute() {
  const { workspace } = here.useParams();
  return <SignedIn page={(me) => <Desk me={me} workspaceId={workspace} />} />;
}

/** On a phone, field staff come to their own page; others on to the first workspace of the account, with the map's place and all that the link says. */
export function HomeRoute() {
  const search = home.useSearch();
  return (
    <SignedIn
      page={(me) =>
        isNarrow() && isFieldStaff(me) ? (
          <Navigate to="/field" replace />
        ) : (
          <Navigate to="/$workspace" params={{ workspace: homeOf(me) }} search={search} replace />
        )
      }
    />
  );
}
