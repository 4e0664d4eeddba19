import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useText } from "../i18n/index.ts";
import { Brand } from "../ui/brand.tsx";
import { LanguageButton } from "../ui/language-button.tsx";
import { ThemeButton } from "../ui/theme-button.tsx";
import { OfficeNav } from "./office-nav.tsx";
import "./office.css";
import "./rights.css";

interface OfficePageProps {
  readonly title: string;
  readonly about: string;
  readonly children: ReactNode;
}

/** A page without the map: accounts and administration. */
export function OfficePage({ title, about, children }: OfficePageProps) {
  const t = useText();
  return (
    <div className="og-office">
      <header className="og-office-bar">
        <Brand />
        <Link to="/" className="og-office-back">
          {t("access:own.back")}
        </Link>
        <LanguageButton />
        <ThemeButton />
      </header>
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
