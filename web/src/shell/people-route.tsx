import { Navigate } from "@tanstack/react-router";
import { PeoplePage } from "../access/people-page.tsx";
import { SignedIn } from "./signed-in.tsx";

export const PeopleRoute = () => (
  <SignedIn page={(me) => (me.canManagePeople ? <PeoplePage /> : <Navigate to="/" replace />)} />
);
