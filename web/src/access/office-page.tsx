import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useText } from "../i18n/index.ts";
import { usePageTitle } from "../ui/page-title.ts";
import { Brand } from "../ui/brand.tsx";
import { LanguageButton } from "../ui/language-button.tsx";
import { ThemeButton } from "../ui/theme-button.tsx";
import { EmergencyLine } from "./emergency-line.tsx";
import { OfficeNav } from "./office-nav.tsx";
import { useMe, useSignOut } from "./me.ts";
import "./office.css";
import "./rights.css";

interface OfficePageProps {
  readonly title: string;
  readonly about: string;
  readonly children: ReactNode;
}

/** A page without the map: accounts and administration. */
export function OfficePage({ title, about, children }: OfficePageProps) {
  usePageTitle(title);
  return (
    <div className="og-office">
      <header className="og-office-bar">
        <Brand />
        <OwnLinks />
        <LanguageButton />
        <ThemeButton />
      </header>
      <EmergencyLine />
      <OfficeNav />
      <main>
        <h1>{title}</h1>
        <p className="og-muted" translate="no">
          {about}
        </p>
        {children}
      </main>
    </div>
  );
}

/** Who is here, back to the map and out; for a visitor of a public page the way in. */
function OwnLinks() {
  const t = useText();
  const { data: me } = useMe();
  const signOut = useSignOut();
  if (me === undefined) return <span className="og-office-back" />;
  if (me === null)
    return (
      <Link to="/sign-in" className="og-office-back">
        {t("access:title")}
      </Link>
    );
  return (
    <>
      <Link to="/" className="og-office-back">
        {t("access:own.back")}
      </Link>
      <span className="og-office-name og-muted" translate="no" title={me.login}>
        {me.displayName}
      </span>
      <button
        type="button"
        className="og-plain-button"
        disabled={signOut.isPending}
        onClick={() => signOut.mutate()}
      >
        {t("shell:account.signOut")}
      </button>
    </>
  );
}
