import { PERMISSIONS, type Permission } from "@onegrid/core/access";
import type { TextKey, Translate } from "../i18n/index.ts";

/** The text of each permission: one without does not compile. */
const TEXTS: Readonly<Record<Permission, TextKey>> = {
  "map.read": "rights:permission.map_read",
  "plan.read": "rights:permission.plan_read",
  "plan.edit": "rights:permission.plan_edit",
  "plan.publish": "rights:permission.plan_publish",
  "coverage.read": "rights:permission.coverage_read",
  "case.read": "rights:permission.case_read",
  "case.report": "rights:permission.case_report",
  "case.act": "rights:permission.case_act",
  "contact.read": "rights:permission.contact_read",
  "import.run": "rights:permission.import_run",
  "people.manage": "rights:permission.people_manage",
  "audit.read": "rights:permission.audit_read",
  "roster.manage": "rights:permission.roster_manage",
  "rules.manage": "rights:permission.rules_manage",
  "emergency.manage": "rights:permission.emergency_manage",
  "staff.locate": "rights:permission.staff_locate",
  "warning.send": "rights:permission.warning_send",
};

/** A permission in words; one that this page does not know yet stands as it is. */
export function permissionText(permission: string, t: Translate): string {
  const known = PERMISSIONS.find((candidate) => candidate === permission);
  return known === undefined ? permission : t(TEXTS[known]);
}
