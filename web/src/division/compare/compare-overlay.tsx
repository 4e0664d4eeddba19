import { useText } from "../../i18n/index.ts";
import { TwinOverlay } from "../../map/index.ts";
import { usePicture } from "./compare-picture.ts";
import { useComparedWith, useComparison, useLook } from "./compare-state.ts";
import type { OpenPlan } from "../state/page-state.ts";
import { TRIED_LAYERS } from "../layers/tried-layers.ts";
import "./compare.css";

/** The other side over the map's left part (卷帘), or beside it; the divider goes by hand and by key. */
export function CompareOverlay({ open }: { readonly open: OpenPlan }) {
  const t = useText();
  const other = useComparedWith();
  const look = useLook();
  const { data: comparison } = useComparison(open, other);
  const picture = usePicture(open, comparison);
  if (other === null || look === "hatch" || picture === null || comparison === undefined)
    return null;
  const { before } = comparison;
  return (
    <TwinOverlay
      key={`${look} ${before.divisionId ?? ""}`}
      look={look}
      contents={{ shapes: picture, without: TRIED_LAYERS }}
      // The labels come with the shapes; both are made anew with every render.
      version={picture["division-grids"]}
      before={before.kind === "present" ? t("plan:compare.present") : (before.planName ?? "")}
      isBeforeNamed={before.kind !== "present"}
      after={open.plan.name}
      divider={t("plan:compare.divider")}
    />
  );
}
