import type {
  ActivateBody,
  ActivationField,
  ActivationsReply,
  CommunitySeatsReply,
  DryRunBody,
  DryRunReply,
  HoldersBody,
  PlanBody,
  PlanReply,
} from "@onegrid/core/dispatch/emergency-contract";
import type {
  HolderImportQuery,
  HolderImportReply,
  HolderTableQuery,
} from "@onegrid/core/dispatch/holder-table-contract";
import { addressOf, call, route } from "../../api.ts";

export const getPlan = route<undefined, PlanReply>()("GET", "/api/emergency/plan");
export const putPlan = route<PlanBody, PlanReply>()("PUT", "/api/emergency/plan");
export const getSeats = route<undefined, CommunitySeatsReply>()("GET", "/api/emergency/plan/seats");
export const putSeats = route<HoldersBody, PlanReply>()("PUT", "/api/emergency/plan/seats");
export const postFill = route<Pick<PlanBody, "areaId" | "expectedVersion">, PlanReply>()(
  "POST",
  "/api/emergency/plan/fill",
);
export const postDryRun = route<DryRunBody, DryRunReply>()("POST", "/api/emergency/dry-run");
export const getActivations = route<undefined, ActivationsReply>()(
  "GET",
  "/api/emergency/activations",
);
export const postActivation = route<ActivateBody, ActivationField>()(
  "POST",
  "/api/emergency/activations",
);
export const postStandDown = route<undefined, ActivationField>()(
  "POST",
  "/api/emergency/activations/:id/stand-down",
);

const SEATS_TABLE = "/api/emergency/plan/seats/table";
const postSeatsTable = route<FormData, HolderImportReply>()("POST", SEATS_TABLE);

/** What a file does to the seats of a plan: told alone, or taken whole. */
export function sendSeats(file: File, query: HolderImportQuery): Promise<HolderImportReply> {
  const body = new FormData();
  body.append("file", file, file.name);
  return call(postSeatsTable, { body, query });
}

/** Where the seats are fetched as a file. */
export const seatsAddress = (query: HolderTableQuery): string =>
  addressOf(SEATS_TABLE, {}, { ...query });

export type Group = PlanReply["groups"][number];
export type Post = Group["posts"][number];
