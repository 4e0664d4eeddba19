import { isGateOpenUnder, limitUnits, type LiveFrame } from "@onegrid/core/coverage";
import type { CoverageReply } from "@onegrid/core/coverage/contract";
import type { ScenarioChange } from "@onegrid/core/coverage/scenario-contract";
import { call } from "../../api.ts";
import { getLiveNetwork, getLiveStart, getSupposedNetwork } from "../api.ts";
import { useCoverage } from "../store.ts";
import { undone } from "./change-list.ts";
import type { LiveGate } from "./live-work.ts";
import { liveWorker } from "./live-worker.ts";
import {
  BEYOND,
  buildingState,
  stationMarks,
  triedOf,
  type GateMark,
  type Tried,
} from "./tried.ts";
import { changesOf, groundOf, useTry, type TryGround } from "./try-state.ts";

/** Fetches the ground of a result into the worker, and shows the present changes over it. */
export async function beginGround(result: CoverageReply): Promise<void> {
  const loading = { kind: "loading" } as const;
  // Another question, or the end of trying, may come while the ground is on its way.
  const isPresent = (): boolean => useTry.getState().phase === loading;
  useTry.setState({ phase: loading });
  try {
    const params = { key: result.key };
    const [start, bytes] = await Promise.all([
      call(getLiveStart, { params }),
      call(getLiveNetwork, { params }),
    ]);
    if (!isPresent()) return;
    const { frame, units, gates } = await liveWorker().begin(start, bytes);
    if (!isPresent()) return;
    const ground = { result, start, gates, base: frame, baseUnits: units };
    drawnKey = "";
    useTry.setState({ phase: { kind: "ready", ground } });
    useCoverage.setState({ tried: null });
    await follow();
  } catch (error) {
    if (isPresent()) useTry.setState({ phase: { kind: "failed", error } });
  }
}

const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));

let isRunning = false;
let isDue = false;
/** How long the last polygon took: one that is quick follows the pointer, others come after it. */
let polygonMs = 0;
const QUICK_MS = 30;

/** Brings numbers, colours and polygon to the present changes; at most once per frame. */
export async function follow(): Promise<void> {
  isDue = true;
  if (isRunning) return;
  isRunning = true;
  try {
    // oxlint-disable-next-line typescript/no-unnecessary-condition -- set again while it waits
    while (isDue) {
      isDue = false;
      await nextFrame();
      await showPresent();
    }
  } finally {
    isRunning = false;
  }
}

/** Whether it is still this ground that changes are tried over. */
const isOn = (ground: TryGround): boolean => groundOf(useTry.getState()) === ground;

async function showPresent(): Promise<void> {
  const state = useTry.getState();
  const ground = groundOf(state);
  if (ground === null) return;
  const changes = changesOf(state);
  if (!(await haveNetwork(ground, changes))) return;
  const frame = await liveWorker().show(changes);
  if (!isOn(ground)) return;
  take(ground, { changes, frame });
  const isHeld = useTry.getState().ghost !== null;
  if (isHeld && polygonMs > QUICK_MS) return;
  // A drag that has gone on meanwhile wants its next frame first.
  if (isDue && polygonMs > QUICK_MS) return;
  const drawn = await liveWorker().polygon(changes);
  if (!isOn(ground)) return;
  polygonMs = drawn.milliseconds;
  change({ polygon: drawn.polygon });
  if (!isHeld && !isDue) await settle(ground, { changes, frame });
}

/** What the worker's network was drawn with: ways and gates that are only supposed. */
let drawnKey = "";

const drawnIn = (changes: readonly ScenarioChange[]): readonly ScenarioChange[] =>
  changes.filter(({ change: kind }) => kind === "add-way" || kind === "add-gate");

/** Fetches the network with the ways that were drawn; one that cannot be is taken back, and told why. */
async function haveNetwork(ground: TryGround, all: readonly ScenarioChange[]): Promise<boolean> {
  const { result, start } = ground;
  const changes = drawnIn(all);
  const key = changes.length === 0 ? "" : JSON.stringify(changes);
  if (key === drawnKey) return true;
  try {
    const params = { key: result.key };
    const bytes =
      key === ""
        ? await call(getLiveNetwork, { params })
        : await call(getSupposedNetwork, { params, body: { changes: [...changes] } });
    if (!isOn(ground)) return false;
    await liveWorker().begin(start, bytes);
    drawnKey = key;
    return true;
  } catch (refused) {
    if (!isOn(ground)) return false;
    useTry.setState(({ list }) => ({ list: undone(list), ghost: null, refused }));
    isDue = true;
    return false;
  }
}

interface Shown {
  readonly changes: readonly ScenarioChange[];
  readonly frame: LiveFrame;
}

function take(ground: TryGround, { changes, frame }: Shown): void {
  const { tried: old, result } = useCoverage.getState();
  const limit = limitUnits(ground.start.definition.measure);
  const states = new Map(old?.states);
  frame.changed.forEach((building, at) => {
    const units = frame.units[at] ?? -1;
    const id = ground.start.buildings.ids[building] ?? "";
    const state = buildingState(ground, { building, units: units < 0 ? BEYOND : units, limit });
    if (state === null) states.delete(id);
    else states.set(id, state);
  });
  const reply = triedOf(ground, { changes, frame });
  const { drawn, picked, tool } = useTry.getState();
  const tried: Tried = {
    before: ground.result,
    reply,
    settled: old?.settled ?? ground.result,
    states,
    polygon: old?.polygon ?? useCoverage.getState().polygon,
    ways: [
      ...changes.flatMap((each) => (each.change === "add-way" ? [each.line] : [])),
      ...(drawn.length === 0 ? [] : [drawn]),
    ],
    stations: stationMarks(ground, { changes, picked, frame }),
    gates: gateMarks(ground, changes, tool === "gate"),
  };
  if (result !== null) useCoverage.setState({ tried });
}

/** After the hand has let go: minutes beyond the limit too, and the areas on the map. */
async function settle(ground: TryGround, { changes, frame }: Shown): Promise<void> {
  const units = await liveWorker().unitsEverywhere();
  if (isDue || !isOn(ground)) return;
  const limit = limitUnits(ground.start.definition.measure);
  const states = new Map<string, Readonly<Record<string, unknown>>>();
  units.forEach((value, building) => {
    const state = buildingState(ground, { building, units: value, limit });
    if (state !== null) states.set(ground.start.buildings.ids[building] ?? "", state);
  });
  change({ states, settled: triedOf(ground, { changes, frame }) });
}

function change(part: Partial<Tried>): void {
  const { tried } = useCoverage.getState();
  if (tried !== null) useCoverage.setState({ tried: { ...tried, ...part } });
}

/** Those that the changes open or shut; all of them while gates are what one clicks. There may be thousands. */
function gateMarks(
  { start, gates }: TryGround,
  changes: readonly ScenarioChange[],
  isAll: boolean,
): GateMark[] {
  const named = new Set(changes.flatMap((each) => ("gateId" in each ? each.gateId : [])));
  return gates.flatMap((gate): GateMark[] => {
    if (!isAll && !named.has(gate.id)) return [];
    const [usual, isOpen] = [isGateOpen(gate, start, []), isGateOpen(gate, start, changes)];
    const isChanged = usual !== isOpen;
    return isAll || isChanged ? [{ id: gate.id, position: gate.position, isOpen, isChanged }] : [];
  });
}

/** As the definition takes it, unless the changes say otherwise. */
export function isGateOpen(
  gate: LiveGate,
  { definition }: TryGround["start"],
  changes: readonly ScenarioChange[],
): boolean {
  const said = changes.findLast((each) => "gateId" in each && each.gateId === gate.id);
  if (said !== undefined) return said.change === "open-gate";
  return isGateOpenUnder(definition, gate);
}
