/** Equator of WGS 84 in metres. */
const EQUATOR_METRES = 40_075_016.686;
const TILE_PIXELS = 512;

/** Metres one screen pixel stands for, in Web Mercator at this latitude (degrees) and zoom. */
export const metresPerPixel = (latitude: number, zoom: number): number =>
  (EQUATOR_METRES * Math.cos((latitude * Math.PI) / 180)) / (TILE_PIXELS * 2 ** zoom);

export interface ScaleBar {
  readonly metres: number;
  readonly pixels: number;
  /** `200 m`, `1 km`. */
  readonly label: string;
}

/** The longest bar of a round length (1, 2 or 5 with zeros) that fits. */
export function scaleBar(latitude: number, zoom: number, longestPixels: number): ScaleBar {
  const perPixel = metresPerPixel(latitude, zoom);
  const longest = perPixel * longestPixels;
  const power = 10 ** Math.floor(Math.log10(longest));
  const metres = ([5, 2, 1].find((step) => step * power <= longest) ?? 1) * power;
  const label = metres >= 1_000 ? `${metres / 1_000} km` : `${metres} m`;
  return { metres, pixels: metres / perPixel, label };
}
