import type { LayerName } from "@onegrid/core/ingest";
import type { TextKey, Translate } from "../i18n/index.ts";

export const layerKey = (layer: LayerName | "osm"): TextKey => `ingest:layer.${layer}`;

const TARGET_KEYS: Readonly<Record<string, TextKey>> = {
  id: "ingest:target.id",
  name: "ingest:target.name",
  code: "ingest:target.code",
  kind: "ingest:target.kind",
  parentCode: "ingest:target.parentCode",
  access: "ingest:target.access",
  compound: "ingest:target.compound",
  hours: "ingest:target.hours",
  address: "ingest:target.address",
  households: "ingest:target.households",
  dwellingUnits: "ingest:target.dwellingUnits",
  storeys: "ingest:target.storeys",
  use: "ingest:target.use",
  building: "ingest:target.building",
  class: "ingest:target.class",
  oneway: "ingest:target.oneway",
  layer: "ingest:target.layer",
  foot: "ingest:target.foot",
  kerb: "ingest:target.kerb",
  wheelchair: "ingest:target.wheelchair",
  width: "ingest:target.width",
  floorArea: "ingest:target.floorArea",
  services: "ingest:target.services",
  within: "ingest:target.within",
  category: "ingest:target.category",
  description: "ingest:target.description",
  reportedAt: "ingest:target.reportedAt",
  closedAt: "ingest:target.closedAt",
};

/** What a target is called; one without a word of ours keeps its own. */
export function targetName(name: string, t: Translate): string {
  const key = TARGET_KEYS[name];
  return key === undefined ? name : t(key);
}
