import { Navigate } from "@tanstack/react-router";
import { StaffImportPage } from "../access/staff-import-page.tsx";
import { SignedIn } from "./signed-in.tsx";

export const StaffImportRoute = () => (
  <SignedIn
    page={(me) => (me.canManagePeople ? <StaffImportPage /> : <Navigate to="/" replace />)}
  />
);
