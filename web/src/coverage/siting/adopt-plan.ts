import { addStation } from "../try/try-actions.ts";
import { startTrying } from "../try/try-session.ts";
import { useTry } from "../try/try-state.ts";
import { closeSiting } from "./siting-run.ts";
import { useSiting } from "./siting-state.ts";

/** Takes the plan's stations over as changes that are tried out, once the network is there. */
export function adoptPlan(): void {
  const { demand, plan } = useSiting.getState();
  const sites = plan?.candidates?.flatMap((i) => demand?.candidates[i] ?? []) ?? [];
  if (sites.length === 0) return;
  closeSiting();
  startTrying();
  const put = (): void => {
    for (const { position } of sites) addStation(position);
  };
  const { phase: present } = useTry.getState();
  if (present.kind === "ready") put();
  if (present.kind !== "loading") return;
  const stop = useTry.subscribe(({ phase }) => {
    if (phase.kind === "loading") return;
    stop();
    if (phase.kind === "ready") put();
  });
}
