import { gaussKrugerZone, type CrsCode, type CrsFinding } from "@onegrid/core/ingest";
import type { Translate } from "../i18n/index.ts";

const NAMED: Readonly<Record<CrsCode, Parameters<Translate>[0]>> = {
  "EPSG:4326": "ingest:crs.name.wgs84",
  "EPSG:4490": "ingest:crs.name.cgcs2000",
  "EPSG:3857": "ingest:crs.name.mercator",
  "GCJ-02": "ingest:crs.name.gcj",
  "BD-09": "ingest:crs.name.bd",
};

/** What a system is called, with its code where it has one: `CGCS2000 3° 带 114°E · EPSG:4547`. */
export function crsName(crs: CrsCode, t: Translate): string {
  const key = NAMED[crs];
  if (key !== undefined) return crs.startsWith("EPSG:") ? `${t(key)} · ${crs}` : t(key);
  const zone = gaussKrugerZone(crs);
  if (zone === null) return crs;
  const { widthDegrees: width, centralMeridian: meridian, prefix } = zone;
  const words =
    prefix === null
      ? t("ingest:crs.name.zone", { width, meridian })
      : t("ingest:crs.name.zonePrefixed", { width, meridian, prefix });
  return `${words} · ${crs}`;
}

/** Three-degree zones first: what cities survey in. */
const ZONES = [
  ...Array.from({ length: 42 }, (_, i) => `EPSG:${4513 + i}`),
  ...Array.from({ length: 22 }, (_, i) => `EPSG:${4491 + i}`),
];

/** Every system that can be chosen, the proposed ones apart. */
export function crsChoices(finding: CrsFinding): { proposed: CrsCode[]; others: CrsCode[] } {
  const proposed = [...new Set(finding.proposals.map(({ crs }) => crs)), ...finding.alternatives];
  const unique = [...new Set(proposed)];
  const others = ["EPSG:4326", "EPSG:4490", "GCJ-02", "BD-09", "EPSG:3857", ...ZONES];
  return { proposed: unique, others: others.filter((crs) => !unique.includes(crs)) };
}
