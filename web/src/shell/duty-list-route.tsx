import { Navigate, useSearch } from "@tanstack/react-router";
import { DutyListPage } from "../access/duty-list/duty-list-page.tsx";
import { readDutySearch } from "../access/duty-list/duty-search.ts";
import { SignedIn } from "./signed-in.tsx";

export function DutyListRoute() {
  const search = readDutySearch(useSearch({ strict: false }));
  return (
    <SignedIn
      page={(me) =>
        me.canManageRules || me.canReadCases ? (
          <DutyListPage me={me} search={search} />
        ) : (
          <Navigate to="/" replace />
        )
      }
    />
  );
}
