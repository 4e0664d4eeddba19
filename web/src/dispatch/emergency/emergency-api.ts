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
import { route } from "../../api.ts";

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

export type Group = PlanReply["groups"][number];
export type Post = Group["posts"][number];
