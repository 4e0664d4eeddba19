import type { Me } from "@onegrid/core/access/contract";
import { OFFICE_PAGES, roleText, useSignOut } from "../access/index.ts";
import { LANGUAGES, setLanguage, useLanguage, useText } from "../i18n/index.ts";
import { useNavigate } from "@tanstack/react-router";
import { PersonIcon } from "../ui/icons.tsx";
import { MenuButton, type MenuItem } from "../ui/menu-button.tsx";
import { THEME_CHOICES } from "../ui/theme-choice.ts";
import { chooseTheme, useTheme } from "../ui/theme.ts";
import { runCommand } from "./commands.ts";

/** Who is signed in, the look of the page, and the way out. */
export function AccountMenu({ me }: { readonly me: Me }) {
  const t = useText();
  const items = [...useThemeItems(), ...useLanguageItems(), ...useOtherItems(me)];
  return (
    <MenuButton
      label={t("shell:account.menu")}
      face={
        <>
          <PersonIcon />
          <span className="og-wide-only" translate="no">
            {me.displayName}
          </span>
        </>
      }
      header={<AccountCard me={me} />}
      items={items}
    />
  );
}

function useThemeItems(): MenuItem[] {
  const t = useText();
  const choice = useTheme((state) => state.choice);
  return THEME_CHOICES.map((option) => ({
    id: `theme-${option}`,
    label: `${t("shell:theme.label")} · ${t(`shell:theme.${option}`)}`,
    isChecked: option === choice,
    onChoose: () => chooseTheme(option),
  }));
}

function useLanguageItems(): MenuItem[] {
  const t = useText();
  const language = useLanguage();
  return LANGUAGES.map((option, at) => ({
    id: `language-${option}`,
    label: `${t("shell:language.label")} · ${t(`shell:language.${option}`)}`,
    isChecked: option === language,
    startsGroup: at === 0,
    onChoose: () => void setLanguage(option),
  }));
}

function useOtherItems(me: Me): MenuItem[] {
  const t = useText();
  const signOut = useSignOut();
  const navigate = useNavigate();
  return [
    ...(me.canReport
      ? [
          {
            id: "field",
            label: t("shell:account.field"),
            startsGroup: true,
            onChoose: () => void navigate({ to: "/field" }),
          },
        ]
      : []),
    ...OFFICE_PAGES.filter(({ isFor }) => isFor(me)).map(({ to, text }, at) => ({
      id: `office${to}`,
      label: t(text),
      startsGroup: at === 0,
      onChoose: () => void navigate({ to }),
    })),
    {
      id: "sheet",
      label: t("command:sheet"),
      startsGroup: true,
      onChoose: () => runCommand("help.open-sheet"),
    },
    { id: "copy-link", label: t("shell:copyLink"), onChoose: () => runCommand("view.copy-link") },
    {
      id: "sign-out",
      label: t("shell:account.signOut"),
      startsGroup: true,
      onChoose: () => signOut.mutate(),
    },
  ];
}

function AccountCard({ me }: { readonly me: Me }) {
  const t = useText();
  return (
    <div className="og-account-card">
      <strong translate="no">{me.displayName}</strong>
      <span className="og-muted">{me.login}</span>
      {me.duties.map((duty) => {
        const role = roleText(duty.role);
        return (
          <span key={duty.id} className="og-muted" translate="no">
            {duty.areaName} · {role === null ? duty.role : t(role)}
            {duty.onBehalfOf !== null &&
              ` · ${t("shell:account.onBehalf", { name: duty.onBehalfOf })}`}
          </span>
        );
      })}
    </div>
  );
}
