import { Navigate } from "@tanstack/react-router";
import { RosterPage } from "../access/roster-page.tsx";
import { SignedIn } from "./signed-in.tsx";

export const RosterRoute = () => (
  <SignedIn page={(me) => (me.canRoster ? <RosterPage me={me} /> : <Navigate to="/" replace />)} />
);
