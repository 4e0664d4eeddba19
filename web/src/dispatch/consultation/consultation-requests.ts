import type { BodiesReply, MeetingWorkReply } from "@onegrid/core/dispatch/consultation-contract";
import { route } from "../../api.ts";

export const getBodies = route<undefined, BodiesReply>()("GET", "/api/cases/:id/bodies");
export const getMeetingWork = route<undefined, MeetingWorkReply>()(
  "GET",
  "/api/cases/meeting-work",
);
