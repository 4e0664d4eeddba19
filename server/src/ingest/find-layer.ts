import type { ImportPlan } from "@onegrid/core/ingest";
import type { Reader, ReaderLayer } from "./readers/reader.ts";
import { refuse } from "./readers/source-refused.ts";

/** The layer of a file that a plan is for; refused when the file has none of that name. */
export function findLayer(
  reader: Reader,
  { sourceLayer }: Pick<ImportPlan, "sourceLayer">,
  file: string,
): ReaderLayer {
  const layer =
    sourceLayer === null
      ? reader.layers[0]
      : reader.layers.find(({ name }) => name === sourceLayer);
  if (layer !== undefined) return layer;
  const layers = reader.layers
    .map(({ name }) => name ?? "")
    .join(", ")
    .slice(0, 500);
  return refuse({ code: "ingest.layer-missing", file, layer: sourceLayer ?? "", layers });
}
