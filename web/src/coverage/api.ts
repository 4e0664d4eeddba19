import type { BuildingCoverageReply, CoverageReply } from "@onegrid/core/coverage/contract";
import type { MultiPolygon } from "@onegrid/core/geometry";
import { addressOf, route } from "../api.ts";

export const getCoverage = route<undefined, CoverageReply>()("GET", "/api/coverage");

export const getPolygon = route<undefined, { readonly geometry: MultiPolygon }>()(
  "GET",
  "/api/coverage/:key/isochrone",
);

export const getBuilding = route<undefined, BuildingCoverageReply>()(
  "GET",
  "/api/coverage/:key/buildings/:id",
);

export const csvAddress = (key: string): string =>
  addressOf("/api/coverage/:key/buildings.csv", { key });
