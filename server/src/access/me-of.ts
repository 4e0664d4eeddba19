import { mayAnywhere, type FactorPolicy, type Permission } from "@onegrid/core/access";
import type { Me } from "@onegrid/core/access/contract";
import { isFactorDue } from "./factor-due.ts";
import type { SignedIn } from "./sessions.ts";

/** Who is signed in, and what the page may offer. */
export function meOf(signedIn: Omit<SignedIn, "sessionId">, factorPolicy: FactorPolicy): Me {
  const may = (permission: Permission): boolean => mayAnywhere(signedIn, permission);
  return {
    id: signedIn.accountId,
    login: signedIn.login,
    displayName: signedIn.displayName,
    locale: signedIn.locale,
    isDemo: signedIn.isDemo,
    duties: signedIn.duties.map(({ id, role, areaId, areaName, areaKind, onBehalfOf }) => ({
      id,
      role,
      areaId,
      areaName,
      areaKind,
      onBehalfOf: onBehalfOf?.displayName ?? null,
    })),
    canReadPlans: may("plan.read"),
    canPlan: may("plan.edit"),
    canPublish: may("plan.publish"),
    canCover: may("coverage.read"),
    canReadCases: may("case.read"),
    canDispatch: may("case.act"),
    canLocateStaff: may("staff.locate"),
    canReport: may("case.report"),
    canImport: may("import.run"),
    canManagePeople: may("people.manage"),
    canAudit: may("audit.read"),
    canRoster: may("roster.manage"),
    canManageRules: may("rules.manage"),
    canRunEmergency: may("emergency.manage"),
    mustChangePassword: signedIn.mustChangePassword,
    mustEnrolFactor: isFactorDue(signedIn, factorPolicy),
  };
}
