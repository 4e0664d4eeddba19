import type { Me } from "@onegrid/core/access/contract";
import { Link } from "@tanstack/react-router";
import { Component, useEffect, useState, type ReactNode } from "react";
import { useText } from "../i18n/index.ts";
import { showMapPart } from "../map/map-parts.ts";
import { leaveMode } from "../map/mode.ts";
import { SidePanel } from "../ui/side-panel.tsx";
import { registerCommands } from "./commands.ts";
import type { Workspace, WorkspaceContent } from "./workspace.ts";

type Loading =
  | { readonly kind: "loading" }
  | { readonly kind: "failed" }
  | { readonly kind: "denied" }
  | { readonly kind: "ready"; readonly content: WorkspaceContent };

/** Loads the workspace if the reader may use it, and joins and parts its map, commands and `enter` with it. */
export function useWorkspace(workspace: Workspace, isAllowed: boolean): Loading {
  const [loaded, setLoaded] = useState<{ readonly of: Workspace; readonly state: Loading } | null>(
    null,
  );
  useEffect(() => {
    if (!isAllowed) return undefined;
    let isOver = false;
    const leave: (() => void)[] = [];
    const take = ({ workspace: content }: { readonly workspace: WorkspaceContent }): void => {
      if (isOver) return;
      if (content.map !== undefined) leave.push(showMapPart(workspace.id, content.map));
      if (content.commands !== undefined) leave.push(registerCommands(content.commands));
      if (content.enter !== undefined) leave.push(content.enter());
      setLoaded({ of: workspace, state: { kind: "ready", content } });
    };
    workspace.load().then(take, (error: unknown) => {
      console.error(error);
      if (!isOver) setLoaded({ of: workspace, state: { kind: "failed" } });
    });
    return () => {
      isOver = true;
      leaveMode();
      for (const step of leave.toReversed()) step();
    };
  }, [workspace, isAllowed]);
  if (!isAllowed) return { kind: "denied" };
  return loaded?.of === workspace ? loaded.state : { kind: "loading" };
}

interface WorkspacePanelProps {
  readonly me: Me;
  readonly workspace: Workspace;
  readonly loading: Loading;
}

export function WorkspacePanel({ me, workspace, loading }: WorkspacePanelProps) {
  const t = useText();
  const texts = {
    collapse: t("shell:panel.collapse"),
    expand: t("shell:panel.expand"),
    resize: t("shell:panel.resize"),
  };
  return (
    <SidePanel
      key={workspace.hasWidePanel === true ? "wide" : "usual"}
      isWide={workspace.hasWidePanel === true}
      label={t(workspace.title)}
      texts={texts}
    >
      {loading.kind === "loading" && <p className="og-panel-note">{t("shell:panel.loading")}</p>}
      {loading.kind === "failed" && <PanelFailure />}
      {loading.kind === "denied" && <Denied me={me} />}
      {loading.kind === "ready" && (
        <Boundary key={workspace.id} fallback={<PanelFailure />}>
          <loading.content.Panel />
        </Boundary>
      )}
    </SidePanel>
  );
}

/** Who gives duties is not sent to somebody else: they may give themselves one. */
function Denied({ me }: { readonly me: Me }) {
  const t = useText();
  if (!me.canManagePeople) return <p className="og-panel-note">{t("shell:panel.denied")}</p>;
  return (
    <div className="og-panel-note">
      <p>{t("shell:panel.deniedManager")}</p>
      <Link to="/people" className="og-primary-link">
        {t("shell:account.people")}
      </Link>
    </div>
  );
}

function PanelFailure() {
  const t = useText();
  return (
    <div className="og-panel-note" role="alert">
      <p>{t("shell:panel.failed")}</p>
      <button type="button" className="og-plain-button" onClick={() => location.reload()}>
        {t("shell:retry")}
      </button>
    </div>
  );
}

interface BoundaryProps {
  readonly fallback: ReactNode;
  readonly children: ReactNode;
}

/** A fault in one workspace leaves the map and the other workspaces alone. */
export class Boundary extends Component<BoundaryProps, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };
  static getDerivedStateFromError(): { readonly hasFailed: boolean } {
    return { hasFailed: true };
  }
  override componentDidCatch(error: unknown): void {
    console.error(error);
  }
  override render(): ReactNode {
    return this.state.hasFailed ? this.props.fallback : this.props.children;
  }
}
