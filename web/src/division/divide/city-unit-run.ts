import { create } from "zustand";
import { call } from "../../api.ts";
import { changeEntry } from "../../map/index.ts";
import { dropCityUnits, makeCityUnits } from "../state/routes.ts";

/** Units of management being made, one community after the other. */
interface CityUnitRun {
  readonly state: "idle" | "running" | "done" | "stopped";
  readonly communityIds: readonly string[];
  readonly done: number;
  readonly refusals: readonly unknown[];
}

const IDLE: CityUnitRun = { state: "idle", communityIds: [], done: 0, refusals: [] };

export const useCityUnitRun = create<CityUnitRun>(() => IDLE);

let stop = new AbortController();

/**
 * Makes them and shows their layer. Every community is a request of its own: others get their turn in
 * between, and what is done stays when somebody stops.
 */
export async function runCityUnits(communityIds: readonly string[]): Promise<void> {
  if (useCityUnitRun.getState().state === "running") return;
  stop = new AbortController();
  const { signal } = stop;
  useCityUnitRun.setState({ ...IDLE, state: "running", communityIds });
  for (const id of communityIds) {
    try {
      await call(makeCityUnits, { params: { id }, signal });
      useCityUnitRun.setState(({ done }) => ({ done: done + 1 }));
    } catch (error) {
      if (signal.aborted) break;
      useCityUnitRun.setState(({ refusals }) => ({ refusals: [...refusals, error] }));
    }
  }
  useCityUnitRun.setState({ state: signal.aborted ? "stopped" : "done" });
  if (useCityUnitRun.getState().done > 0) changeEntry("city_units", { isOn: true });
}

export const stopCityUnits = (): void => stop.abort();

/** Takes those of a community away; why it was refused stands where making says it. */
export async function removeCityUnits(id: string): Promise<void> {
  useCityUnitRun.setState(IDLE);
  try {
    await call(dropCityUnits, { params: { id } });
  } catch (error) {
    useCityUnitRun.setState({ refusals: [error] });
  }
}
