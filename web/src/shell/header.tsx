import type { Me } from "@onegrid/core/access/contract";
import { Link } from "@tanstack/react-router";
import { useText } from "../i18n/index.ts";
import { focusMap } from "../map/camera.ts";
import { rootAreas, useAreas } from "../organisation/index.ts";
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
  const names = rootAreas(areas).map(({ name }) => name);
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
      <Jurisdiction names={names.length > 0 ? names : me.duties.map(({ areaName }) => areaName)} />
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

/** Where all figures are from (管辖范围): its one area, or the first of several and how many. */
function Jurisdiction({ names }: { readonly names: readonly string[] }) {
  const t = useText();
  const [first] = names;
  if (first === undefined) return null;
  const title = [t("shell:jurisdiction"), ...names].join("\n");
  return (
    <span className="og-district" translate="no" title={title}>
      {names.length === 1 ? first : t("shell:jurisdictions", { first, count: names.length })}
    </span>
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
