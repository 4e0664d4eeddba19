import { Navigate } from "@tanstack/react-router";
import { RolesPage } from "../access/roles-page.tsx";
import { SignedIn } from "./signed-in.tsx";

export const RolesRoute = () => (
  <SignedIn page={(me) => (me.canManagePeople ? <RolesPage /> : <Navigate to="/" replace />)} />
);
