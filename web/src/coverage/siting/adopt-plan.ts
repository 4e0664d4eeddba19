import { addStation } from "../try/try-actions.ts";
import { startTrying } from "../try/try-session.ts";
import { useTry } from "../try/try-state.ts";
import { closeSiting } from "./siting-run.ts";
import { useSiting } from "./siting-state.ts";

/** Takes the plan's stations over as changes that are tried out, once the network is there. */
export function adoptPlan(): void {
  const { demand, plan } = useSiting.getState();
  const places = plan?.candidates?.map((i) => demand?.candidates[i]?.position) ?? [];
  if (places.length === 0) return;
  closeSiting();
  const put = (): void => {
    for (const place of places) if (place !== undefined) addStation(place);
  };
  if (useTry.getState().phase.kind === "ready") return put();
  const stop = useTry.subscribe(({ phase }) => {
    if (phase.kind === "loading") return;
    stop();
    if (phase.kind === "ready") put();
  });
  startTrying();
}
