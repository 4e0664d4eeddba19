import { Navigate } from "@tanstack/react-router";
import { AreasPage } from "../access/areas-page.tsx";
import { SignedIn } from "./signed-in.tsx";

export const AreasRoute = () => (
  <SignedIn page={(me) => (me.canManagePeople ? <AreasPage /> : <Navigate to="/" replace />)} />
);
