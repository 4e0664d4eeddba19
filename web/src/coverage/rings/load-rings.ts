import { call } from "../../api.ts";
import { changeEntry, useMapState } from "../../map/index.ts";
import { getRings } from "../api.ts";
import { useCoverage } from "../store.ts";

/** Name of the map's entry: whether rings are wanted is told by the map's settings, and so by its links. */
export const RINGS_ENTRY = "coverage-rings";

export const areRingsOn = ({
  settings,
}: Pick<ReturnType<typeof useMapState.getState>, "settings">): boolean =>
  settings[RINGS_ENTRY]?.isOn === true;

export const toggleRings = (): void =>
  changeEntry(RINGS_ENTRY, { isOn: !areRingsOn(useMapState.getState()) });

/** Fetches the nested rings of the answer on the page while they are wanted. Ends with the workspace. */
export function followRings(): () => void {
  let asked: string | null = null;
  const look = (): void => {
    const { result, rings } = useCoverage.getState();
    const key = result !== null && areRingsOn(useMapState.getState()) ? result.key : null;
    if (rings !== null && rings.key !== key) useCoverage.setState({ rings: null });
    if (key === asked) return;
    asked = key;
    if (key !== null) void load(key, () => asked === key);
  };
  const stops = [useMapState.subscribe(look), useCoverage.subscribe(look)];
  look();
  return () => {
    for (const stop of stops) stop();
    asked = null;
    useCoverage.setState({ rings: null });
  };
}

async function load(key: string, isWanted: () => boolean): Promise<void> {
  try {
    const { features } = await call(getRings, { params: { key } });
    const rings = features.map(({ geometry, properties: { definition } }) => ({
      polygon: geometry,
      measure: definition.measure,
    }));
    if (isWanted()) useCoverage.setState({ rings: { key, rings } });
  } catch {
    // The data have changed: the next answer brings its own rings. A server that is away is told by the page.
  }
}
