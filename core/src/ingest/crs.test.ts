import * as fc from "fast-check";
import proj4 from "proj4";
import { expect, test } from "vitest";
import { fromGaussKruger } from "../geometry/index.ts";
import { toDegrees } from "./crs.ts";
import { findGaussKrugerZone, gaussKrugerZone } from "./gauss-kruger-zone.ts";
import { proposeCrs, type CrsClues } from "./propose-crs.ts";
import { readCrsText } from "./read-crs-text.ts";

test("the zones of CGCS2000 have the meridians and prefixes of the EPSG dataset", () => {
  const facts = (crs: string) => {
    const zone = gaussKrugerZone(crs);
    return [zone?.centralMeridian, zone?.widthDegrees, zone?.prefix];
  };
  expect(facts("EPSG:4491")).toEqual([75, 6, 13]);
  expect(facts("EPSG:4501")).toEqual([135, 6, 23]);
  expect(facts("EPSG:4502")).toEqual([75, 6, null]);
  expect(facts("EPSG:4513")).toEqual([75, 3, 25]);
  expect(facts("EPSG:4526")).toEqual([114, 3, 38]);
  expect(facts("EPSG:4547")).toEqual([114, 3, null]);
  expect(facts("EPSG:4554")).toEqual([135, 3, null]);
  expect(gaussKrugerZone("EPSG:4555")).toBeNull();
  expect(findGaussKrugerZone({ centralMeridian: 120, widthDegrees: 3, prefix: 40 })).toBe(
    "EPSG:4528",
  );
});

test("zones agree with the product's own Gauss–Krüger series and are undone by PROJ", () => {
  const place = fc.tuple(
    fc.double({ min: 112.5, max: 115.5, noNaN: true }),
    fc.double({ min: 18, max: 53, noNaN: true }),
  );
  fc.assert(
    fc.property(place, ([lng, lat]) => {
      const grid = proj4(
        "+proj=tmerc +lat_0=0 +lon_0=114 +k=1 +x_0=38500000 +y_0=0 +ellps=GRS80 +units=m",
      ).forward([lng, lat]);
      const [x = NaN, y = NaN] = grid;
      const [backLng, backLat] = toDegrees("EPSG:4526")?.(x, y) ?? [NaN, NaN];
      expect(Math.abs(backLng - lng)).toBeLessThan(1e-9);
      expect(Math.abs(backLat - lat)).toBeLessThan(1e-9);
      const own = fromGaussKruger([x - 38_000_000, y], 114);
      expect(Math.abs(own[0] - lng)).toBeLessThan(1e-8);
    }),
    { numRuns: 100 },
  );
});

test("the Chinese shifts come off to within 15 cm and 30 cm", () => {
  // Tian'anmen: 116.3912757, 39.9062170 in WGS 84; GCJ-02 and BD-09 values by gcoord's forward way.
  const [lng, lat] = toDegrees("GCJ-02")?.(116.397_517, 39.907_619) ?? [NaN, NaN];
  expect(Math.hypot((lng - 116.391_275) * 85_000, (lat - 39.906_217) * 111_000)).toBeLessThan(1);
  const [bdLng, bdLat] = toDegrees("BD-09")?.(116.403_875, 39.913_946) ?? [NaN, NaN];
  expect(Math.hypot((bdLng - lng) * 85_000, (bdLat - lat) * 111_000)).toBeLessThan(30);
});

test("unknown systems and dangerous PROJ strings are refused", () => {
  for (const crs of [
    "EPSG:2414",
    "EPSG:4555",
    "nonsense",
    "proj:+proj=tmerc +nadgrids=/etc/passwd",
    "proj:+init=epsg:4326",
  ])
    expect(toDegrees(crs)).toBeNull();
  expect(
    toDegrees(
      "proj:+proj=tmerc +lat_0=0 +lon_0=114.5 +k=1 +x_0=500000 +y_0=-3000000 +ellps=GRS80 +units=m",
    ),
  ).not.toBeNull();
});

test("projection texts of ESRI, OGC names and GDAL are read, old datums are not", () => {
  const esri = (name: string, meridian: number, east: number) =>
    `PROJCS["${name}",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",${east}.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",${meridian}.0],PARAMETER["Scale_Factor",1.0],UNIT["Meter",1.0]]`;
  expect(readCrsText(esri("CGCS2000_3_Degree_GK_CM_114E", 114, 500_000))).toBe("EPSG:4547");
  expect(readCrsText(esri("CGCS2000_3_Degree_GK_Zone_38", 114, 38_500_000))).toBe("EPSG:4526");
  expect(readCrsText(esri("CGCS2000_GK_Zone_19", 111, 19_500_000))).toBe("EPSG:4497");
  expect(readCrsText(esri("CGCS2000_GK_CM_111E", 111, 500_000))).toBe("EPSG:4508");
  expect(readCrsText(esri("Xian_1980_3_Degree_GK_CM_114E", 114, 500_000))).toBeNull();
  expect(
    readCrsText(
      'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]]]',
    ),
  ).toBe("EPSG:4326");
  expect(readCrsText("urn:ogc:def:crs:OGC:1.3:CRS84")).toBe("EPSG:4326");
  expect(readCrsText("urn:ogc:def:crs:EPSG::4490")).toBe("EPSG:4490");
  expect(readCrsText("EPSG:4547")).toBe("EPSG:4547");
  expect(readCrsText("EPSG:2414")).toBeNull();
});

function propose(x: number, y: number, change: Partial<CrsClues> = {}) {
  const sample = Array.from({ length: 50 }, (_, i): [number, number] => [
    x + i * 1e-4,
    y + i * 1e-4,
  ]);
  return proposeCrs({ declared: null, formatDefault: null, sample, district: null, ...change });
}

test("numbers alone give proposals, never certainty where several systems fit", () => {
  expect(propose(114.1, 30.5)).toMatchObject({
    proposals: [{ crs: "EPSG:4326", axisOrder: "xy" }],
    isCertain: false,
    alternatives: ["EPSG:4490", "GCJ-02", "BD-09"],
  });
  expect(propose(30.5, 114.1).proposals[0]).toMatchObject({ crs: "EPSG:4326", axisOrder: "yx" });
  expect(propose(38_512_000, 3_380_000)).toMatchObject({
    proposals: [{ crs: "EPSG:4526" }],
    isCertain: true,
  });
  expect(propose(3_380_000, 38_512_000).proposals[0]).toMatchObject({
    crs: "EPSG:4526",
    axisOrder: "yx",
  });
  expect(propose(12_700_000, 3_570_000).proposals[0]).toMatchObject({ crs: "EPSG:3857" });
  expect(propose(512_000, 3_380_000)).toMatchObject({ isCertain: false });
  expect(propose(512_000, 3_380_000).proposals.length).toBe(21);
  expect(
    propose(512_000, 3_380_000, { district: [113.9, 30.3, 114.3, 30.7] }).proposals[0],
  ).toMatchObject({ crs: "EPSG:4547", because: "district" });
});

test("degrees are certain where no shift exists and the columns say which is which", () => {
  expect(propose(-76.6, 39.3, { namesAxes: true })).toMatchObject({
    proposals: [{ crs: "EPSG:4326", axisOrder: "xy" }],
    isCertain: true,
    alternatives: [],
  });
  expect(propose(-76.6, 39.3)).toMatchObject({ isCertain: false });
  expect(propose(114.1, 30.5, { namesAxes: true })).toMatchObject({ isCertain: false });
});

test("a few wild rows settle nothing", () => {
  const sample = Array.from({ length: 18 }, (_, i): [number, number] => [
    114.1 + i * 1e-4,
    30.5 + (i % 3) * 1e-4,
  ]);
  for (const wild of [
    [[10.5, 5.2]],
    [[30.5, 114.1]],
    [
      [10.5, 5.2],
      [512_000, 3_380_000],
    ],
  ] as [number, number][][])
    expect(propose(0, 0, { sample: [...sample, ...wild], namesAxes: true })).toMatchObject({
      proposals: [{ crs: "EPSG:4326", axisOrder: "xy" }],
      isCertain: false,
      alternatives: ["EPSG:4490", "GCJ-02", "BD-09"],
    });
});

test("what is declared stands, unless the numbers contradict it", () => {
  const declared = { text: "EPSG:4326", crs: "EPSG:4326" };
  expect(propose(114.1, 30.5, { declared })).toMatchObject({
    isCertain: true,
    isContradicted: false,
  });
  expect(propose(38_512_000, 3_380_000, { declared })).toMatchObject({
    isContradicted: true,
    proposals: [{ crs: "EPSG:4526" }],
  });
  expect(propose(30.5, 85.2, { formatDefault: "EPSG:4326" })).toMatchObject({
    isContradicted: true,
    proposals: [{ axisOrder: "yx" }, { axisOrder: "xy" }],
  });
});
