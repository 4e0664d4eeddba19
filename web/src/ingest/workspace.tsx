import { useText } from "../i18n/index.ts";
import { AreaList } from "../organisation/index.ts";
import type { WorkspaceContent } from "../shell/index.ts";
import { PanelHeading, PanelSection } from "../ui/index.ts";

function IngestPanel() {
  const t = useText();
  return (
    <>
      <PanelHeading title={t("ingest:title")} about={t("ingest:about")} />
      <PanelSection title={t("organisation:areas.title")} fills>
        <AreaList />
      </PanelSection>
    </>
  );
}

export const workspace: WorkspaceContent = { Panel: IngestPanel };
