/**
 * CGCS2000 Gauss–Krüger (高斯–克吕格, transverse Mercator, scale 1 on the central meridian), false
 * easting 500,000 m, no zone prefix: EPSG:4534–4554 for the 3° zones 75°–135° E. Krüger's series to
 * the sixth power of the third flattening, coefficients as in C. Karney, "Transverse Mercator with
 * an accuracy of a few nanometers", J. Geodesy 85 (2011), eqs. 35 and 36.
 */
import type { Position } from "./shapes.ts";

/** Metres east and north in one Gauss–Krüger zone. */
export type PlanePoint = readonly [eastMetres: number, northMetres: number];

const SEMI_MAJOR_AXIS_METRES = 6_378_137;
const FLATTENING = 1 / 298.257222101;
const FALSE_EASTING_METRES = 500_000;
const RADIANS_PER_DEGREE = Math.PI / 180;
const DEGREES_PER_RADIAN = 180 / Math.PI;

const ECCENTRICITY_2 = FLATTENING * (2 - FLATTENING);
const ECCENTRICITY = Math.sqrt(ECCENTRICITY_2);
const N = FLATTENING / (2 - FLATTENING);
const RECTIFYING_RADIUS_METRES =
  (SEMI_MAJOR_AXIS_METRES / (1 + N)) * (1 + N ** 2 / 4 + N ** 4 / 64 + N ** 6 / 256);

/** Σ coefficients[i] · n^(i + firstPower). */
function powerSeries(firstPower: number, coefficients: readonly number[]): number {
  return coefficients.reduce((sum, value, index) => sum + value * N ** (index + firstPower), 0);
}

const FORWARD = [
  powerSeries(1, [1 / 2, -2 / 3, 5 / 16, 41 / 180, -127 / 288, 7891 / 37800]),
  powerSeries(2, [13 / 48, -3 / 5, 557 / 1440, 281 / 630, -1983433 / 1935360]),
  powerSeries(3, [61 / 240, -103 / 140, 15061 / 26880, 167603 / 181440]),
  powerSeries(4, [49561 / 161280, -179 / 168, 6601661 / 7257600]),
  powerSeries(5, [34729 / 80640, -3418889 / 1995840]),
  powerSeries(6, [212378941 / 319334400]),
];
const INVERSE = [
  powerSeries(1, [1 / 2, -2 / 3, 37 / 96, -1 / 360, -81 / 512, 96199 / 604800]),
  powerSeries(2, [1 / 48, 1 / 15, -437 / 1440, 46 / 105, -1118711 / 3870720]),
  powerSeries(3, [17 / 480, -37 / 840, -209 / 4480, 5569 / 90720]),
  powerSeries(4, [4397 / 161280, -11 / 504, -830251 / 7257600]),
  powerSeries(5, [4583 / 161280, -108847 / 3991680]),
  powerSeries(6, [20648693 / 638668800]),
];

/** Central meridian of the 3° zone that a longitude lies in: 113.4 → 114. On a zone's edge the eastern one. */
export function centralMeridianOf(lng: number): number {
  return Math.floor((lng + 1.5) / 3) * 3;
}

/** Degrees to metres. Good to well under 0.1 mm within 10° of the central meridian. */
export function toGaussKruger(position: Position, centralMeridian: number): PlanePoint {
  const latitude = position[1] * RADIANS_PER_DEGREE;
  const longitude = (position[0] - centralMeridian) * RADIANS_PER_DEGREE;
  const conformal = conformalTangent(Math.tan(latitude));
  const xi = Math.atan2(conformal, Math.cos(longitude));
  const eta = Math.asinh(Math.sin(longitude) / Math.hypot(conformal, Math.cos(longitude)));
  const [addXi, addEta] = sineSum(FORWARD, 2 * xi, 2 * eta);
  return [
    FALSE_EASTING_METRES + RECTIFYING_RADIUS_METRES * (eta + addEta),
    RECTIFYING_RADIUS_METRES * (xi + addXi),
  ];
}

/** Metres to degrees. */
export function fromGaussKruger(point: PlanePoint, centralMeridian: number): Position {
  const xi = point[1] / RECTIFYING_RADIUS_METRES;
  const eta = (point[0] - FALSE_EASTING_METRES) / RECTIFYING_RADIUS_METRES;
  const [takeXi, takeEta] = sineSum(INVERSE, 2 * xi, 2 * eta);
  const sinhEta = Math.sinh(eta - takeEta);
  const cosXi = Math.cos(xi - takeXi);
  const conformal = Math.sin(xi - takeXi) / Math.hypot(sinhEta, cosXi);
  return [
    centralMeridian + Math.atan2(sinhEta, cosXi) * DEGREES_PER_RADIAN,
    Math.atan(geodeticTangent(conformal)) * DEGREES_PER_RADIAN,
  ];
}

/** Tangent of the conformal latitude from that of the geodetic latitude (Karney, eqs. 7–9). */
function conformalTangent(tangent: number): number {
  const secant = Math.sqrt(1 + tangent * tangent);
  const sigma = Math.sinh(ECCENTRICITY * Math.atanh((ECCENTRICITY * tangent) / secant));
  return tangent * Math.sqrt(1 + sigma * sigma) - sigma * secant;
}

/** The inverse, by Newton's method (Karney, eqs. 19–21): the third step is already below rounding. */
function geodeticTangent(conformal: number): number {
  let tangent = conformal / (1 - ECCENTRICITY_2);
  for (let step = 0; step < 3; step++) {
    const now = conformalTangent(tangent);
    tangent +=
      (((conformal - now) / Math.sqrt(1 + now * now)) *
        (1 + (1 - ECCENTRICITY_2) * tangent * tangent)) /
      ((1 - ECCENTRICITY_2) * Math.sqrt(1 + tangent * tangent));
  }
  return tangent;
}

/** Real and imaginary part of Σ coefficients[j−1] · sin(j·(x + iy)), by sin((j+1)z) = 2·cos z·sin jz − sin((j−1)z). */
function sineSum(coefficients: readonly number[], x: number, y: number): [number, number] {
  const twoCosRe = 2 * Math.cos(x) * Math.cosh(y);
  const twoCosIm = -2 * Math.sin(x) * Math.sinh(y);
  let [beforeRe, beforeIm] = [0, 0];
  let [re, im] = [Math.sin(x) * Math.cosh(y), Math.cos(x) * Math.sinh(y)];
  let [sumRe, sumIm] = [0, 0];
  for (const coefficient of coefficients) {
    sumRe += coefficient * re;
    sumIm += coefficient * im;
    const nextRe = twoCosRe * re - twoCosIm * im - beforeRe;
    const nextIm = twoCosRe * im + twoCosIm * re - beforeIm;
    [beforeRe, beforeIm, re, im] = [re, im, nextRe, nextIm];
  }
  return [sumRe, sumIm];
}
