import type { ReactNode } from "react";
import { Brand } from "../ui/brand.tsx";
import { LanguageButton } from "../ui/language-button.tsx";
import { ThemeButton } from "../ui/theme-button.tsx";
import "./sign-in.css";

/** The page in front of the map: one card, with language and theme in the corner. */
export function DoorPage({ children }: { readonly children: ReactNode }) {
  return (
    <div className="og-sign-in">
      <div className="og-sign-in-tools">
        <LanguageButton />
        <ThemeButton />
      </div>
      <main className="og-sign-in-card">
        <Brand />
        {children}
      </main>
    </div>
  );
}
