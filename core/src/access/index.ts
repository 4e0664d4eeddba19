export { personalWordIn } from "./personal-heading.ts";
export { isIdentityNumber, maskText, scanText } from "./scan-text.ts";
export type { ScanOptions, TextFinding } from "./scan-text.ts";
export {
  isInScope,
  mayAnywhere,
  mayAt,
  PERMISSIONS,
  roleGrants,
  ROLES,
  scopeOf,
} from "./permissions.ts";
export type { Duty, Permission, Role, Subject } from "./permissions.ts";
