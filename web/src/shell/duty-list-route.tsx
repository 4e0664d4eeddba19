import { Navigate } from "@tanstack/react-router";
import { DutyListPage } from "../access/duty-list/duty-list-page.tsx";
import { SignedIn } from "./signed-in.tsx";

export const DutyListRoute = () => (
  <SignedIn
    page={(me) =>
      me.canManageRules || me.canReadCases ? <DutyListPage me={me} /> : <Navigate to="/" replace />
    }
  />
);
