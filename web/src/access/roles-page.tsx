import { PERMISSIONS, roleGrants, ROLES, type Role } from "@onegrid/core/access";
import { useText } from "../i18n/index.ts";
import { OfficePage } from "./office-page.tsx";
import { permissionText } from "./permission-text.ts";
import { roleText } from "./role-text.ts";

/** What each role (岗位) may do, as the rule has it: for whoever gives duties. */
export function RolesPage() {
  const t = useText();
  const nameOf = (role: Role): string => {
    const known = roleText(role);
    return known === null ? role : t(known);
  };
  return (
    <OfficePage title={t("shell:office.roles")} about={t("office:roles.about")}>
      {/* A wide table is scrolled by keyboard, too. */}
      <div className="og-roles" role="region" aria-label={t("shell:office.roles")} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t("office:roles.role")}</th>
              {PERMISSIONS.map((permission) => (
                <th key={permission} scope="col">
                  {permissionText(permission, t)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {ROLES.map((role) => (
              <tr key={role}>
                <th scope="row">{nameOf(role)}</th>
                {PERMISSIONS.map((permission) => (
                  <td key={permission}>
                    {roleGrants(role, permission) ? (
                      <span role="img" aria-label={t("office:roles.may")}>
                        ✓
                      </span>
                    ) : (
                      <span className="og-hidden">{t("office:roles.mayNot")}</span>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <section className="og-office-card">
        <h2>{t("office:roles.bounds")}</h2>
        <ul className="og-roles-bounds">
          {(["area", "level", "category", "hand", "eyes"] as const).map((bound) => (
            <li key={bound}>{t(`office:roles.bound.${bound}`)}</li>
          ))}
        </ul>
      </section>
    </OfficePage>
  );
}
