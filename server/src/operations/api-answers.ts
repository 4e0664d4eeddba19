import { Type } from "typebox";

const Position = Type.Tuple([Type.Number(), Type.Number()]);
const Bbox = Type.Tuple([Type.Number(), Type.Number(), Type.Number(), Type.Number()]);
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);

/** Answers whose form is made by a query or a reader: said here for the API document. */
export const StatusAnswer = Type.Object({
  database: Type.String(),
  demo: Type.Boolean(),
  /** No area is stored. */
  empty: Type.Boolean(),
  basemaps: Type.Array(
    Type.Object({
      id: Type.String(),
      label: Type.String(),
      tiles: Type.Array(Type.String()),
      attribution: Type.String(),
      datum: Type.String(),
    }),
  ),
});

export const AreasAnswer = Type.Object({
  areas: Type.Array(
    Type.Object({
      id: Type.String(),
      kind: Type.Enum(["city", "district", "street", "community"]),
      code: Type.String(),
      name: Type.String(),
      pinyin: Type.String(),
      initials: Type.String(),
      parentId: orNull(Type.String()),
      path: Type.Array(Type.String()),
      bbox: Bbox,
      center: Position,
      households: Type.Integer(),
      buildings: Type.Integer(),
    }),
  ),
});

export const SearchAnswer = Type.Object({
  hits: Type.Array(
    Type.Object({
      kind: Type.Enum(["area", "grid", "compound", "building", "station", "way"]),
      id: Type.String(),
      name: Type.String(),
      detail: Type.String(),
      center: Position,
    }),
  ),
});

export const ObjectAnswer = Type.Object({
  layer: Type.String(),
  id: Type.String(),
  name: Type.String(),
  center: Position,
  bbox: Bbox,
  properties: Type.Record(Type.String(), Type.Unknown()),
});

export const LayersAnswer = Type.Object({
  layers: Type.Array(
    Type.Object({
      layer: Type.String(),
      revision: Type.Integer(),
      minZoom: Type.Integer(),
      maxZoom: Type.Integer(),
      bounds: orNull(Bbox),
      count: Type.Integer(),
      tiles: Type.String(),
    }),
  ),
});

export const TileJsonAnswer = Type.Object({
  tilejson: Type.Literal("3.0.0"),
  name: Type.String(),
  scheme: Type.Literal("xyz"),
  tiles: Type.Array(Type.String()),
  minzoom: Type.Integer(),
  maxzoom: Type.Integer(),
  bounds: Type.Optional(Bbox),
  vector_layers: Type.Array(Type.Object({ id: Type.String(), fields: Type.Object({}) })),
});

export const LocateAnswer = Type.Object({
  grid: orNull(Type.Object({ id: Type.String(), code: Type.String(), name: Type.String() })),
  lane: orNull(Type.String()),
  community: orNull(Type.String()),
  street: orNull(Type.String()),
  district: orNull(Type.String()),
  address: Type.String(),
  isOutside: Type.Boolean(),
});

export const AddressesAnswer = Type.Object({
  hits: Type.Array(Type.Object({ text: Type.String(), detail: Type.String(), position: Position })),
});

export const IsochroneAnswer = Type.Object({
  type: Type.Literal("Feature"),
  properties: Type.Object({ definition: Type.Unknown() }),
  geometry: Type.Unknown({ description: "GeoJSON MultiPolygon" }),
});

/** Nested rings, the smallest first; each is true under its own definition. */
export const RingsAnswer = Type.Object({
  type: Type.Literal("FeatureCollection"),
  features: Type.Array(IsochroneAnswer),
});

export const ImportAnswer = Type.Object({
  id: Type.String({ format: "uuid" }),
  state: Type.Enum(["open", "waiting", "reading", "storing", "done", "failed", "cancelled"]),
  files: Type.Array(
    Type.Object({
      name: Type.String(),
      bytes: Type.Integer(),
      description: Type.Unknown(),
      refusal: Type.Unknown(),
    }),
  ),
  progress: Type.Object({
    file: Type.String(),
    bytes: Type.Integer(),
    totalBytes: Type.Integer(),
    secondsLeft: orNull(Type.Integer()),
  }),
  accepted: Type.Integer(),
  rejected: Type.Integer(),
  applied: Type.Array(
    Type.Object({ layer: Type.String(), added: Type.Integer(), updated: Type.Integer() }),
  ),
  personalColumns: Type.Array(Type.String()),
  bbox: orNull(Bbox),
  refusal: orNull(Type.Object({ code: Type.String() })),
});

export const RejectsAnswer = Type.Object({
  rejects: Type.Array(
    Type.Object({
      number: Type.Integer(),
      place: Type.String(),
      severity: Type.Enum(["refused", "warned"]),
      refusal: Type.Unknown(),
      field: Type.String(),
      value: Type.String(),
    }),
  ),
  next: orNull(Type.Integer()),
});

/** What a reader makes of a file: its form is the reader's. */
export const AnyObject = Type.Object({});
/** No body at all: 204. */
export const Nothing = Type.Unsafe<undefined>(Type.Null());
