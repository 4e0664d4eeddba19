import type { Me } from "@onegrid/core/access/contract";
import { Link } from "@tanstack/react-router";
import { useText } from "../i18n/index.ts";
import { focusMap } from "../map/camera.ts";
import { topArea, useAreas } from "../organisation/index.ts";
import { SearchBox } from "../organisation/search-box.tsx";
import { Brand } from "../ui/brand.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { CommandIcon, ImportIcon } from "../ui/icons.tsx";
import { ThemeButton } from "../ui/theme-button.tsx";
import { AccountMenu } from "./account-menu.tsx";
import { isMac, runCommand, shortcutLabel } from "./commands.ts";
import { presentLink } from "./use-permalink.ts";
import { WORKSPACES } from "./workspaces.ts";

/** Who, where, which job, and search. */
export function Header({ me }: { readonly me: Me }) {
  const t = useText();
  const { data: areas = [] } = useAreas();
  const district = topArea(areas)?.name ?? me.duties[0]?.areaName;
  return (
    <header className="og-header">
      <a
        className="og-skip"
        href="#map"
        onClick={(event) => {
          event.preventDefault();
          focusMap();
        }}
      >
        {t("shell:skipToMap")}
      </a>
      <Brand />
      {district !== undefined && (
        <span className="og-district" translate="no" title={t("shell:jurisdiction")}>
          {district}
        </span>
      )}
      <Tabs me={me} />
      <div className="og-header-end">
        <SearchBox />
        <ImportLink me={me} />
        <IconButton
          data-spare
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
          search={() => presentLink(id)}
          className="og-tab"
          activeOptions={{ includeSearch: false }}
          activeProps={{ "aria-current": "page" }}
          aria-label={t(title)}
          title={t(title)}
        >
          <Icon />
          <span>{t(title)}</span>
        </Link>
      ))}
    </nav>
  );
}

function ImportLink({ me }: { readonly me: Me }) {
  const t = useText();
  if (!me.canImport) return null;
  return (
    <Link
      to="/$workspace"
      params={{ workspace: "ingest" }}
      search={() => presentLink("ingest")}
      className="og-text-button"
      activeOptions={{ includeSearch: false }}
      activeProps={{ className: "og-text-button og-active", "aria-current": "page" }}
      data-spare
      aria-label={t("shell:workspace.ingest")}
      title={t("shell:workspace.ingest")}
    >
      <ImportIcon />
    </Link>
  );
}
