import type { PositionProblem } from "@onegrid/core/dispatch/position-contract";
import type { WarningProblem } from "@onegrid/core/dispatch/warnings-contract";

/** How positions of people and warnings (预警) are refused. */
export const DISPATCH_STATUS: Readonly<Record<(PositionProblem | WarningProblem)["code"], number>> =
  {
    "dispatch.position-off-shift": 409,
    "dispatch.position-old": 422,
    "dispatch.position-box-odd": 400,
    "dispatch.warning-xml": 400,
    "dispatch.warning-element": 422,
    "dispatch.warning-kind": 422,
    "dispatch.warning-area-large": 422,
    "dispatch.warning-elsewhere": 422,
    "dispatch.warning-over": 422,
    "dispatch.warning-unknown": 404,
  };
