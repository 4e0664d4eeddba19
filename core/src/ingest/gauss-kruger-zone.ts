/**
 * A coordinate system a file can be in: `EPSG:4326`, `EPSG:4490`, a CGCS2000 Gauss–Krüger zone
 * `EPSG:4491`–`EPSG:4554`, `EPSG:3857`, a WGS 84 UTM zone, `GCJ-02` (火星坐标), `BD-09` (百度坐标), or
 * `proj:` and a PROJ string for a local grid (地方独立坐标系).
 */
export type CrsCode = string;

const FIRST_ZONE_CODE = 4491;
const LAST_ZONE_CODE = 4554;

/** A Gauss–Krüger zone (高斯–克吕格投影带) of CGCS2000. */
export interface GaussKrugerZone {
  readonly crs: CrsCode;
  readonly centralMeridian: number;
  readonly widthDegrees: 3 | 6;
  /** Number in front of the easting (带号); `null`: eastings have none. */
  readonly prefix: number | null;
}

/**
 * Source: EPSG dataset v11. 4491–4501 six-degree zones 13–23 and 4513–4533 three-degree zones 25–45
 * carry the zone number in the easting; 4502–4512 and 4534–4554 do not.
 */
export function gaussKrugerZone(crs: CrsCode): GaussKrugerZone | null {
  const number = Number(/^EPSG:(\d{4})$/.exec(crs)?.[1]);
  if (!(number >= FIRST_ZONE_CODE && number <= LAST_ZONE_CODE)) return null;
  if (number < 4502) return zone(crs, 6 * (number - 4491) + 75, 6, number - 4491 + 13);
  if (number < 4513) return zone(crs, 6 * (number - 4502) + 75, 6, null);
  if (number < 4534) return zone(crs, 3 * (number - 4513) + 75, 3, number - 4513 + 25);
  return zone(crs, 3 * (number - 4534) + 75, 3, null);
}

function zone(
  crs: CrsCode,
  centralMeridian: number,
  widthDegrees: 3 | 6,
  prefix: number | null,
): GaussKrugerZone {
  return { crs, centralMeridian, widthDegrees, prefix };
}

/** The zone with this meridian, width and kind of easting; `null` outside China's zones. */
export function findGaussKrugerZone(wanted: Omit<GaussKrugerZone, "crs">): CrsCode | null {
  for (let number = FIRST_ZONE_CODE; number <= LAST_ZONE_CODE; number += 1) {
    const found = gaussKrugerZone(`EPSG:${number}`);
    if (
      found?.centralMeridian === wanted.centralMeridian &&
      found.widthDegrees === wanted.widthDegrees &&
      found.prefix === wanted.prefix
    )
      return found.crs;
  }
  return null;
}
