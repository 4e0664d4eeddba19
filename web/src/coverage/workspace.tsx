import { useText } from "../i18n/index.ts";
import { AreaList } from "../organisation/index.ts";
import type { WorkspaceContent } from "../shell/index.ts";
import { PanelHeading, PanelSection } from "../ui/index.ts";

function CoveragePanel() {
  const t = useText();
  return (
    <>
      <PanelHeading title={t("coverage:title")} about={t("coverage:about")} />
      <PanelSection title={t("organisation:areas.title")} fills>
        <AreaList />
      </PanelSection>
    </>
  );
}

export const workspace: WorkspaceContent = { Panel: CoveragePanel };
