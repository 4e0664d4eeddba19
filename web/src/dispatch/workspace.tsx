import { useText } from "../i18n/index.ts";
import { AreaList } from "../organisation/index.ts";
import type { WorkspaceContent } from "../shell/index.ts";
import { PanelHeading, PanelSection } from "../ui/index.ts";

function DispatchPanel() {
  const t = useText();
  return (
    <>
      <PanelHeading title={t("dispatch:title")} about={t("dispatch:about")} />
      <PanelSection title={t("organisation:areas.title")} fills>
        <AreaList />
      </PanelSection>
    </>
  );
}

export const workspace: WorkspaceContent = { Panel: DispatchPanel };
