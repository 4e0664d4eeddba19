import type { Me } from "@onegrid/core/access/contract";
import { Link } from "@tanstack/react-router";
import { roleText, useSignOut } from "../access/index.ts";
import { LANGUAGES, setLanguage, useLanguage, useText } from "../i18n/index.ts";
import { topArea, useAreas } from "../organisation/index.ts";
import { SearchBox } from "../organisation/search-box.tsx";
import { Brand } from "../ui/brand.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { CommandIcon, ImportIcon, PersonIcon } from "../ui/icons.tsx";
import { MenuButton, type MenuItem } from "../ui/menu-button.tsx";
import { ThemeButton } from "../ui/theme-button.tsx";
import { THEME_CHOICES } from "../ui/theme-choice.ts";
import { chooseTheme, useTheme } from "../ui/theme.ts";
import { isMac, runCommand, shortcutLabel } from "./commands.ts";
import { presentLink } from "./use-permalink.ts";
import { WORKSPACES } from "./workspaces.ts";

/** Who, where, which job, and search. */
export function Header({ me }: { readonly me: Me }) {
  const t = useText();
  const { data: areas = [] } = useAreas();
  const district = topArea(areas)?.name ?? me.duties[0]?.areaName;
  const canImport = WORKSPACES.some(({ id, isFor }) => id === "ingest" && isFor(me));
  return (
    <header className="og-header">
      <a className="og-skip" href="#map">
        {t("shell:skipToMap")}
      </a>
      <Brand />
      {district !== undefined && (
        <span className="og-district" title={t("shell:jurisdiction")}>
          {district}
        </span>
      )}
      <Tabs me={me} />
      <div className="og-header-end">
        <SearchBox />
        {canImport && (
          <Link
            to="/$workspace"
            params={{ workspace: "ingest" }}
            search={presentLink}
            className="og-text-button"
            activeProps={{ className: "og-text-button og-active" }}
            aria-label={t("ingest:title")}
            title={t("ingest:title")}
          >
            <ImportIcon />
          </Link>
        )}
        <IconButton
          label={t("command:palette")}
          shortcut={shortcutLabel("$mod+k", isMac())}
          onClick={() => runCommand("help.open-palette")}
        >
          <CommandIcon />
        </IconButton>
        <ThemeButton />
        <AccountMenu me={me} />
      </div>
    </header>
  );
}

function Tabs({ me }: { readonly me: Me }) {
  const t = useText();
  return (
    <nav className="og-tabs" aria-label={t("shell:workspaces")}>
      {WORKSPACES.filter(({ hasTab, isFor }) => hasTab && isFor(me)).map(({ id, title, Icon }) => (
        <Link
          key={id}
          to="/$workspace"
          params={{ workspace: id }}
          search={presentLink}
          className="og-tab"
          activeOptions={{ includeSearch: false }}
          activeProps={{ "aria-current": "page" }}
          title={t(title)}
        >
          <Icon />
          <span>{t(title)}</span>
        </Link>
      ))}
    </nav>
  );
}

function AccountMenu({ me }: { readonly me: Me }) {
  const t = useText();
  const language = useLanguage();
  const choice = useTheme((state) => state.choice);
  const signOut = useSignOut();
  const items: readonly MenuItem[] = [
    ...THEME_CHOICES.map((option) => ({
      id: `theme-${option}`,
      label: `${t("shell:theme.label")} · ${t(`shell:theme.${option}`)}`,
      isChecked: option === choice,
      onChoose: () => chooseTheme(option),
    })),
    ...LANGUAGES.map((option, at) => ({
      id: `language-${option}`,
      label: `${t("shell:language.label")} · ${t(`shell:language.${option}`)}`,
      isChecked: option === language,
      startsGroup: at === 0,
      onChoose: () => void setLanguage(option),
    })),
    {
      id: "sheet",
      label: t("command:sheet"),
      startsGroup: true,
      onChoose: () => runCommand("help.open-sheet"),
    },
    {
      id: "copy-link",
      label: t("shell:copyLink"),
      onChoose: () => runCommand("view.copy-link"),
    },
    {
      id: "sign-out",
      label: t("shell:account.signOut"),
      startsGroup: true,
      onChoose: () => signOut.mutate(),
    },
  ];
  return (
    <MenuButton
      label={t("shell:account.menu")}
      face={
        <>
          <PersonIcon />
          <span className="og-wide-only">{me.displayName}</span>
        </>
      }
      header={<AccountCard me={me} />}
      items={items}
    />
  );
}

function AccountCard({ me }: { readonly me: Me }) {
  const t = useText();
  return (
    <div className="og-account-card">
      <strong>{me.displayName}</strong>
      <span className="og-muted">{me.login}</span>
      {me.duties.map((duty) => {
        const role = roleText(duty.role);
        return (
          <span key={duty.id} className="og-muted">
            {duty.areaName} · {role === null ? duty.role : t(role)}
          </span>
        );
      })}
    </div>
  );
}
