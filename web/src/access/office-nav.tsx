import type { Me } from "@onegrid/core/access/contract";
import { Link } from "@tanstack/react-router";
import { useText, type TextKey } from "../i18n/index.ts";
import { useMe } from "./me.ts";

interface OfficeEntry {
  readonly to: string;
  readonly text: TextKey;
  readonly isFor: (me: Me) => boolean;
}

const manages = (me: Me): boolean => me.canManagePeople;

/** The pages without a map, in the order of a menu; each for those who may open it. */
export const OFFICE_PAGES: readonly OfficeEntry[] = [
  { to: "/account", text: "shell:account.own", isFor: () => true },
  { to: "/emergency", text: "shell:office.emergency", isFor: (me) => me.canRunEmergency },
  { to: "/figures", text: "shell:office.figures", isFor: (me) => me.canReadCases },
  { to: "/people", text: "shell:account.people", isFor: manages },
  { to: "/roles", text: "shell:office.roles", isFor: manages },
  { to: "/areas", text: "shell:office.areas", isFor: manages },
  { to: "/departments", text: "shell:office.departments", isFor: (me) => me.canManageRules },
  { to: "/roster", text: "shell:office.roster", isFor: (me) => me.canRoster },
  { to: "/rules", text: "shell:office.rules", isFor: (me) => me.canManageRules },
  {
    to: "/duty-list",
    text: "shell:office.dutyList",
    isFor: (me) => me.canManageRules || me.canReadCases,
  },
  { to: "/explain", text: "shell:office.explain", isFor: () => true },
  { to: "/keys", text: "shell:office.keys", isFor: manages },
  { to: "/webhooks", text: "shell:office.webhooks", isFor: manages },
  { to: "/audit", text: "shell:account.audit", isFor: (me) => me.canAudit },
];

/** The way from one office page to the others. */
export function OfficeNav() {
  const t = useText();
  const me = useMe().data;
  const pages = me ? OFFICE_PAGES.filter(({ isFor }) => isFor(me)) : [];
  // Until then every one of them leads back to one's own account.
  const isDue = me?.mustChangePassword === true || me?.mustEnrolFactor === true;
  if (pages.length < 2 || isDue) return null;
  return (
    <nav className="og-office-nav" aria-label={t("shell:office.nav")}>
      {pages.map(({ to, text }) => (
        <Link key={to} to={to} activeProps={{ "aria-current": "page" }}>
          {t(text)}
        </Link>
      ))}
    </nav>
  );
}
