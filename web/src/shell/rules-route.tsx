import { Navigate } from "@tanstack/react-router";
import { RulesPage } from "../access/rules/rules-page.tsx";
import { SignedIn } from "./signed-in.tsx";

export const RulesRoute = () => (
  <SignedIn page={(me) => (me.canManageRules ? <RulesPage /> : <Navigate to="/" replace />)} />
);
