import { isTextKey, type Translate } from "../i18n/index.ts";

/** A permission in words; one that has none yet stands as it is. */
export function permissionText(permission: string, t: Translate): string {
  const key = `rights:permission.${permission.replace(".", "_")}`;
  return isTextKey(key) ? t(key) : permission;
}
