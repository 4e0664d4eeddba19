import type { HotSpotField, HotSpotsReply } from "@onegrid/core/dispatch/hot-spots-contract";
import { create } from "zustand";
import { call, route } from "../../api.ts";
import { clearSelection, useMapState } from "../../map/index.ts";
import { changeFilter, MOST_IDS, takeAll, useBoard } from "../board/board-store.ts";
import { getCards } from "../board/requests.ts";
import { isReplaying, useReplay } from "../replay/replay-store.ts";
import { spotName } from "./spot-words.ts";

const getHotSpots = route<undefined, HotSpotsReply>()("GET", "/api/cases/hot-spots");

/** Layer of the map and kind of what is chosen. */
export const HOT_SPOT_LAYER = "hot-spots";

export interface HotSpotsState {
  /** As they were found last; `null` before that, and while nobody looks. */
  readonly data: HotSpotsReply | null;
  /** Why they could not be looked for. */
  readonly error: unknown;
}

const NOTHING: HotSpotsState = { data: null, error: null };

export const useHotSpots = create<HotSpotsState>(() => NOTHING);

/** By its middle grid. */
export const spotId = ({ grids }: HotSpotField): string => grids[0]?.id ?? "";

export const isHotSpotsOn = ({ settings } = useMapState.getState()): boolean =>
  settings[HOT_SPOT_LAYER]?.isOn ?? false;

/** The spot whose cases are shown alone. */
export const openSpotId = ({ filter } = useBoard.getState()): string | null =>
  filter.named?.id ?? null;

/** The scan is for days and weeks: it is not another one by the minute. */
const ASK_AGAIN_MS = 600_000;

/** Looks for hot spots while their layer is on, and shows the cases of the one that is chosen. */
export function followHotSpots(): () => void {
  let asking: AbortController | null = null;
  let timer: ReturnType<typeof setInterval> | undefined;
  const ask = (): void => {
    asking?.abort();
    asking = new AbortController();
    void load(asking.signal);
  };
  const rest = (): void => {
    clearInterval(timer);
    asking?.abort();
    asking = null;
    useHotSpots.setState(NOTHING);
  };
  const look = (): void => {
    const wanted = isHotSpotsOn() && !isReplaying();
    if (!wanted && asking !== null) rest();
    if (!wanted || asking !== null) return;
    timer = setInterval(ask, ASK_AGAIN_MS);
    ask();
  };
  const stops = [
    useMapState.subscribe((state, old) => {
      if (state.settings !== old.settings) look();
      if (state.selection !== old.selection) openChosen();
    }),
    useReplay.subscribe(look),
    useBoard.subscribe(({ filter }, old) => {
      if (old.filter.named !== null && filter.named === null && chosenId() !== null)
        clearSelection();
    }),
  ];
  look();
  return () => {
    for (const stop of stops) stop();
    rest();
  };
}

const chosenId = ({ selection } = useMapState.getState()): string | null =>
  selection.kind === "object" && selection.layer === HOT_SPOT_LAYER ? selection.id : null;

async function load(signal: AbortSignal): Promise<void> {
  try {
    const data = await call(getHotSpots, { signal });
    if (signal.aborted) return;
    useHotSpots.setState({ data, error: null });
    openChosen();
  } catch (error) {
    if (!signal.aborted) useHotSpots.setState({ data: null, error });
  }
}

/** The cases behind the chosen spot, in queue and map alike. */
function openChosen(): void {
  const id = chosenId();
  const spot = useHotSpots.getState().data?.spots.find((each) => spotId(each) === id);
  if (id === null || spot === undefined) return;
  const ids = new Set(spot.caseIds);
  changeFilter({ named: { id, title: spotName(spot), ids }, queue: null });
  void bringEnded(spot.caseIds);
}

/** Those that are on the board no more, so that the list of the ended ones has them. */
async function bringEnded(ids: readonly string[]): Promise<void> {
  const { table } = useBoard.getState().board;
  const lacking = ids.filter((id) => table.rowOf(id) === undefined);
  try {
    for (let from = 0; from < lacking.length; from += MOST_IDS) {
      const query = { ids: lacking.slice(from, from + MOST_IDS).join(",") };
      takeAll((await call(getCards, { query })).cards);
    }
  } catch {
    // The open ones are shown; choosing the spot again asks again.
  }
}
