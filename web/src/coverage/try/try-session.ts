import type { CoverageReply } from "@onegrid/core/coverage/contract";
import { clearSelection, enterMode, leaveMode, useMapState } from "../../map/index.ts";
import { useCoverage } from "../store.ts";
import { liveWorker } from "./live-worker.ts";
import { pickStation } from "./try-actions.ts";
import { TRY_MODE, tryMode } from "./try-mode.ts";
import { beginGround } from "./try-run.ts";
import { TRY_OFF, useTry } from "./try-state.ts";

let stops: (() => void)[] = [];

/** Begins to try changes out over the answer on the page. */
export function startTrying(): void {
  const { result } = useCoverage.getState();
  // Over a scenario one goes on from its changes (`tryOnFrom`): the ground of a try is today's.
  if (result === null || result.scenario !== null || useTry.getState().phase.kind !== "off") return;
  // A building that was clicked tells its way as it is in truth.
  clearSelection();
  enterMode(tryMode);
  void beginGround(result);
  stops = [
    // Another question or newer data: the same changes over the new ground.
    useCoverage.subscribe(({ result: next }, { result: old }) => {
      if (next !== null && next !== old) void beginGround(next);
    }),
    useMapState.subscribe(({ selection }, { selection: old }) => {
      if (selection === old || selection.kind === "none" || selection.layer !== "stations") return;
      pickStation(selection.id);
    }),
  ];
}

export function stopTrying(): void {
  for (const stop of stops) stop();
  stops = [];
  if (useTry.getState().phase.kind === "off") return;
  leaveMode(TRY_MODE);
  useTry.setState(TRY_OFF);
  useCoverage.setState({ tried: null });
  void liveWorker().end();
}

export function tryAgain(result: CoverageReply): void {
  void beginGround(result);
}
