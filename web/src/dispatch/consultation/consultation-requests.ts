import type { BodiesReply } from "@onegrid/core/dispatch/consultation-contract";
import { route } from "../../api.ts";

export const getBodies = route<undefined, BodiesReply>()("GET", "/api/cases/:id/bodies");
