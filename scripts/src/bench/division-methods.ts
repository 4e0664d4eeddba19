import type { PresetName } from "@onegrid/core/division";
import type { PlanarMap } from "@onegrid/core/topology";
import { divideMap } from "../divide/divide-map.ts";
import { say } from "../terminal.ts";
import { divideByPeer } from "./division-peer.ts";
import { evaluate, type Measured } from "./division-table.ts";
import { hasMetis } from "./metis.ts";

/** Households per grid. */
export const TARGET = 300;

/** `effort`: without it, the one that fits the number of units. */
export async function measureOurs(
  map: PlanarMap,
  preset: PresetName,
  effort: number | undefined,
): Promise<Measured> {
  const before = process.cpuUsage();
  const started = performance.now();
  const settings = { target: TARGET, preset, seed: "1", effort };
  const { within, gridIds, ...division } = await divideMap(map, settings, () => undefined);
  const seconds = (performance.now() - started) / 1000;
  const used = process.cpuUsage(before);
  const numberOf = new Map(map.communityIds.map((id, number) => [id, number] as const));
  const communityOf = within.map((id) => numberOf.get(id ?? "") ?? -1);
  const facts = evaluate(map, { ...division, count: gridIds.length, communityOf });
  return { seconds, cpuSeconds: (used.user + used.system) / 1e6, ...facts };
}

/** METIS in both ways, where it is installed. */
export function measurePeers(map: PlanarMap): [name: string, measured: Measured][] {
  if (!hasMetis()) {
    say("没有安装 gpmetis：不作对比", "gpmetis is not installed: no peer in the table");
    return [];
  }
  return (["kway", "rb"] as const).map((method) => {
    const started = performance.now();
    const division = divideByPeer(map, method, TARGET);
    const seconds = (performance.now() - started) / 1000;
    return [`METIS ${method}`, { seconds, cpuSeconds: null, ...evaluate(map, division) }];
  });
}
