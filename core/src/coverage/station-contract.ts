import { Type, type Static } from "typebox";
import { freeText } from "../free-text.ts";
import { STATION_KINDS } from "../organisation/index.ts";

/** What a person may correct of a station (服务站点) from its card; its name and place come by import. */
export const StationBody = Type.Object(
  {
    kind: Type.Enum([...STATION_KINDS]),
    /** Weekly hours as people write them (周一至周五 8:30-17:30) or in OpenStreetMap's notation; `null`: unknown. */
    hours: Type.Union([freeText({ minLength: 1, maxLength: 200 }), Type.Null()]),
    /** `null`: unknown, which is not zero. */
    floorAreaSquareMetres: Type.Union([
      Type.Number({ minimum: 0, maximum: 1_000_000 }),
      Type.Null(),
    ]),
    services: Type.Array(freeText({ minLength: 1, maxLength: 60 }), { maxItems: 40 }),
  },
  { additionalProperties: false },
);
export type StationBody = Static<typeof StationBody>;

/** As it is kept: hours in OpenStreetMap's notation. */
export const StationReply = Type.Object({
  id: Type.String(),
  kind: Type.String(),
  hours: Type.Union([Type.String(), Type.Null()]),
  floorAreaSquareMetres: Type.Union([Type.Number(), Type.Null()]),
  services: Type.Array(Type.String()),
});
export type StationReply = Static<typeof StationReply>;
