import type { Geometry } from "@onegrid/core/geometry";
import { useMemo } from "react";
import { useTheme } from "../../ui/index.ts";
import { GRID_COLORS } from "../state/grid-palette.ts";
import { boxOfGeometry, type DivisionView } from "../state/grid-view.ts";

const SIZE = 64;

/** The grids as a small picture, without a map under it. */
export function GridThumbnail({ view }: { readonly view: DivisionView | undefined }) {
  const theme = useTheme((state) => state.theme);
  const paths = useMemo(() => (view === undefined ? [] : pathsOf(view)), [view]);
  return (
    <svg className="og-thumbnail" viewBox={`0 0 ${SIZE} ${SIZE}`} aria-hidden="true">
      {paths.map(({ id, color, path }) => (
        <path key={id} d={path} fill={GRID_COLORS[theme][color]?.fill} fillRule="evenodd" />
      ))}
    </svg>
  );
}

function pathsOf({ shapes, colors }: DivisionView) {
  const boxes = [...shapes.values()].map(boxOfGeometry);
  const west = Math.min(...boxes.map((box) => box[0]));
  const south = Math.min(...boxes.map((box) => box[1]));
  const east = Math.max(...boxes.map((box) => box[2]));
  const north = Math.max(...boxes.map((box) => box[3]));
  // A degree of longitude is shorter than one of latitude.
  const narrow = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const [width, height] = [(east - west) * narrow, north - south];
  const scale = SIZE / Math.max(width, height, 1e-9);
  const [left, top] = [(SIZE - width * scale) / 2, (SIZE - height * scale) / 2];
  const place = ([lng = 0, lat = 0]: readonly number[]): string =>
    `${(left + (lng - west) * narrow * scale).toFixed(1)} ${(top + (north - lat) * scale).toFixed(1)}`;
  return [...shapes].map(([id, shape]) => ({
    id,
    color: colors.get(id) ?? 0,
    path: ringsOf(shape)
      .map((ring) => `M${ring.map(place).join("L")}Z`)
      .join(""),
  }));
}

function ringsOf(shape: Geometry): readonly (readonly (readonly number[])[])[] {
  if (shape.type === "Polygon") return shape.coordinates;
  return shape.type === "MultiPolygon" ? shape.coordinates.flat() : [];
}
