import type { StationKind } from "@onegrid/core/organisation";

/** A sign and a rank each: shape and letter tell the kinds apart, not colour alone. */
export const STATION_SIGNS: Readonly<
  Record<StationKind, { readonly sign: string; readonly isRed: boolean }>
> = {
  service_centre: { sign: "★", isRed: true },
  red_station: { sign: "驿", isRed: true },
  compound_station: { sign: "小", isRed: true },
  pioneer_station: { sign: "先", isRed: true },
  party_square: { sign: "广", isRed: true },
  worker_stop: { sign: "劳", isRed: false },
  mediation_room: { sign: "调", isRed: false },
  guidance_station: { sign: "导", isRed: false },
  service_window: { sign: "办", isRed: false },
  incubator: { sign: "孵", isRed: false },
};

export const isStationKind = (kind: string): kind is StationKind =>
  Object.hasOwn(STATION_SIGNS, kind);
