import { mapPart } from "../map/index.ts";
import type { WorkspaceContent } from "../shell/index.ts";
import { resumeFromLink } from "./actions.ts";
import { ingestEntries } from "./layers.ts";
import { IngestPanel } from "./panel.tsx";
import { RejectsDrawer } from "./rejects-drawer.tsx";
import { useIngest } from "./store.ts";
import "./ingest.css";

export const workspace: WorkspaceContent = {
  Panel: IngestPanel,
  Overlay: RejectsDrawer,
  map: mapPart(useIngest, ingestEntries),
  enter: resumeFromLink,
};
