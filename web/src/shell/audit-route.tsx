import { Navigate } from "@tanstack/react-router";
import { AuditPage } from "../access/audit-page.tsx";
import { SignedIn } from "./signed-in.tsx";

export const AuditRoute = () => (
  <SignedIn page={(me) => (me.canAudit ? <AuditPage /> : <Navigate to="/" replace />)} />
);
