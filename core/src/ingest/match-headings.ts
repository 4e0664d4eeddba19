import { personalWordIn } from "../access/index.ts";
import type { LayerName } from "./records.ts";
import { TARGETS } from "./targets.ts";

/** A heading for comparison: no case, width, space or punctuation; units in brackets fall away. */
function plainHeading(heading: string): string {
  return heading
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[([【].*?[)\]】]/gu, "")
    .replace(/[^\p{L}\p{N}]/gu, "");
}

/** Headings about people. Their columns are dropped before anything is kept, and named to the user. */
export function personalHeadings(headings: readonly string[]): string[] {
  return headings.filter((heading) => personalWordIn(heading) !== null);
}

/** Target to heading, by name alone. No heading serves two targets but `id` may share. */
export function matchHeadings(
  layer: LayerName,
  headings: readonly string[],
): Record<string, string> {
  const usable = headings.filter((heading) => personalWordIn(heading) === null);
  const taken = new Set<string>();
  const mapping: Record<string, string> = {};
  for (const { name, headings: wanted } of TARGETS[layer]) {
    const found = findHeading(
      wanted,
      usable.filter((heading) => !taken.has(heading)),
    );
    if (found === null) continue;
    mapping[name] = found;
    if (name !== "id") taken.add(found);
  }
  return mapping;
}

/** DBF cuts headings to 10 bytes. */
const CUT_LENGTH = 10;

function findHeading(wanted: readonly string[], headings: readonly string[]): string | null {
  const plain = headings.map((heading) => ({ heading, text: plainHeading(heading) }));
  for (const word of wanted) {
    const exact = plain.find(({ text }) => text === plainHeading(word));
    if (exact !== undefined) return exact.heading;
  }
  for (const word of wanted) {
    const cut = plain.find(
      ({ heading, text }) => heading.length === CUT_LENGTH && plainHeading(word).startsWith(text),
    );
    if (cut !== undefined) return cut.heading;
  }
  for (const word of wanted.filter((it) => /\p{Script=Han}{2,}/u.test(it))) {
    const within = plain.find(({ text }) => text.endsWith(plainHeading(word)));
    if (within !== undefined) return within.heading;
  }
  return null;
}

const X_HEADINGS =
  "lng lon longitude long 经度 x 东坐标 横坐标 lng_wgs84 lon_wgs84 point_x coord_x jd".split(" ");
const Y_HEADINGS = "lat latitude 纬度 y 北坐标 纵坐标 lat_wgs84 point_y coord_y wd".split(" ");
const WKT_HEADINGS = new Set("wkt geometry geom thegeom shapewkt geomwkt 几何 空间坐标".split(" "));

/** Columns of a table that hold its geometry. */
export function matchGeometryColumns(
  headings: readonly string[],
): { x: string; y: string } | { wkt: string } | null {
  const wkt = headings.find(
    (heading) => WKT_HEADINGS.has(plainHeading(heading)) || /^wkt/i.test(heading),
  );
  if (wkt !== undefined) return { wkt };
  const x = findHeading(X_HEADINGS, headings);
  const y = findHeading(Y_HEADINGS, headings);
  return x !== null && y !== null && x !== y ? { x, y } : null;
}
