import { Navigate } from "@tanstack/react-router";
import { DepartmentsPage } from "../access/departments/departments-page.tsx";
import { SignedIn } from "./signed-in.tsx";

export const DepartmentsRoute = () => (
  <SignedIn
    page={(me) => (me.canManageRules ? <DepartmentsPage me={me} /> : <Navigate to="/" replace />)}
  />
);
