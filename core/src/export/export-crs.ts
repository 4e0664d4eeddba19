import { toGaussKruger, type Position } from "../geometry/index.ts";

/**
 * Where the numbers of a file count from: degrees (CGCS2000, EPSG:4490), or metres in a 3° Gauss–Krüger
 * zone without zone prefix (EPSG:4534–4554) by its central meridian (中央子午线).
 */
export type ExportCrs = { readonly meridian: number | null };

/** Central meridians of the 3° zones of China: 75° to 135° E. */
export const EXPORT_MERIDIANS: readonly number[] = Array.from({ length: 21 }, (_, n) => 75 + 3 * n);

export const epsgOf = ({ meridian }: ExportCrs): number =>
  meridian === null ? 4490 : 4534 + (meridian - 75) / 3;

/**
 * A position as it stands in a file. The step is one centimetre in the zone that the data lie in, so
 * that the map's own integers stand there; elsewhere a tenth of a millimetre, in degrees nine decimals.
 * The same position gives the same numbers: shared borders stay shared.
 */
export function placeIn({ meridian }: ExportCrs, homeMeridian: number) {
  if (meridian === null) return ([lng, lat]: Position): [number, number] => [lng, lat];
  const step = meridian === homeMeridian ? 100 : 10_000;
  return (position: Position): [number, number] => {
    const [east, north] = toGaussKruger(position, meridian);
    return [Math.round(east * step) / step, Math.round(north * step) / step];
  };
}

const GEOGRAPHIC = {
  esri:
    'GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",' +
    'SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],' +
    'UNIT["Degree",0.0174532925199433]]',
  ogc:
    'GEOGCS["China Geodetic Coordinate System 2000",DATUM["China_2000",' +
    'SPHEROID["CGCS2000",6378137,298.257222101,AUTHORITY["EPSG","1024"]],' +
    'AUTHORITY["EPSG","1043"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],' +
    'UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4490"]]',
} as const;

/** Well-known text: ESRI's names for the `.prj` of a Shapefile, OGC's (WKT 1) for a GeoPackage. */
export function crsText(crs: ExportCrs, flavour: "esri" | "ogc"): string {
  const { meridian } = crs;
  if (meridian === null) return GEOGRAPHIC[flavour];
  if (flavour === "esri")
    return (
      `PROJCS["CGCS2000_3_Degree_GK_CM_${meridian}E",${GEOGRAPHIC.esri},` +
      'PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",500000.0],' +
      `PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",${meridian}.0],` +
      'PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]'
    );
  return (
    `PROJCS["CGCS2000 / 3-degree Gauss-Kruger CM ${meridian}E",${GEOGRAPHIC.ogc},` +
    'PROJECTION["Transverse_Mercator"],PARAMETER["latitude_of_origin",0],' +
    `PARAMETER["central_meridian",${meridian}],PARAMETER["scale_factor",1],` +
    'PARAMETER["false_easting",500000],PARAMETER["false_northing",0],' +
    `UNIT["metre",1,AUTHORITY["EPSG","9001"]],AUTHORITY["EPSG","${epsgOf(crs)}"]]`
  );
}
