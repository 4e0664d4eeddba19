import type { ScenarioChange } from "@onegrid/core/coverage/scenario-contract";
import type { Position } from "@onegrid/core/geometry";
import { text } from "../../i18n/index.ts";
import { isStationKind } from "../question.ts";
import { useCoverage } from "../store.ts";
import { inForce, NO_CHANGES, redone, undone, withChange } from "./change-list.ts";
import { follow, isGateOpen } from "./try-run.ts";
import { groundOf, useTry, type Tool } from "./try-state.ts";

export const chooseTool = (tool: Tool): void => {
  useTry.setState({ tool, ghost: null, drawn: [] });
  void follow();
};

/** One more corner of the way that is drawn; twice at one place ends it. */
export function drawTo(position: Position): void {
  useTry.setState(({ drawn }) => ({ drawn: [...drawn, position] }));
  void follow();
}

export const dropDrawn = (): void => {
  useTry.setState({ drawn: [] });
  void follow();
};

/** What was drawn becomes a way; one corner is none. */
export function endDrawn(): void {
  const { drawn, list, tool } = useTry.getState();
  useTry.setState({ drawn: [] });
  const line = drawn.filter((corner, at) => !isSamePlace(corner, drawn[at - 1]));
  if (line.length < 2 || (tool !== "path" && tool !== "bridge")) return void follow();
  const number = list.steps.filter(({ change }) => change === "add-way").length + 1;
  commit({
    change: "add-way",
    id: `new:way-${number}`,
    name: "",
    form: tool,
    line: line.map(([lng, lat]) => [lng, lat]),
  });
}

const isSamePlace = (a: Position, b: Position | undefined): boolean =>
  b !== undefined && a[0] === b[0] && a[1] === b[1];

export function pickStation(picked: string | null): void {
  useTry.setState({ picked });
  void follow();
}

/** What the pointer holds; `null` puts it back where it was. */
export function hold(ghost: ScenarioChange | null): void {
  useTry.setState({ ghost });
  void follow();
}

export function commit(change: ScenarioChange): void {
  useTry.setState(({ list }) => ({ list: withChange(list, change), ghost: null, refused: null }));
  void follow();
}

export function undoTry(): void {
  useTry.setState(({ list }) => ({ list: undone(list), ghost: null }));
  void follow();
}

export function redoTry(): void {
  useTry.setState(({ list }) => ({ list: redone(list), ghost: null }));
  void follow();
}

export function clearTry(): void {
  useTry.setState({ list: NO_CHANGES, ghost: null, picked: null, drawn: [], refused: null });
  void follow();
}

export function addStation(position: Position): void {
  const { list, phase } = useTry.getState();
  const ground = groundOf({ phase });
  if (ground === null) return;
  const { kinds } = ground.result;
  const kind = [USUAL_KIND, ...kinds].find((each) => kinds.includes(each) && isStationKind(each));
  // Undone ones count too: their ids may come back.
  const ids = new Set(list.steps.flatMap((step) => (step.change === "add-station" ? step.id : [])));
  let number = ids.size + 1;
  while (ids.has(`new:station-${number}`)) number += 1;
  const id = `new:station-${number}`;
  commit({
    change: "add-station",
    id,
    name: text("coverage:try.newName", { number }),
    kind: kind !== undefined && isStationKind(kind) ? kind : USUAL_KIND,
    position: [position[0], position[1]],
    floorAreaSquareMetres: null,
    // Unknown hours would not count at the hour that is looked at; the card changes them.
    hours: ground.start.definition.moment === undefined ? null : "24/7",
  });
  useTry.setState({ picked: id });
}

const USUAL_KIND = "red_station";

/** A click closes a station, and the next one brings it back. */
export function toggleStation(id: string): void {
  const isClosed =
    useCoverage.getState().tried?.stations.find((mark) => mark.id === id)?.state === "closed";
  commit({ change: isClosed ? "reopen-station" : "close-station", id });
}

export const setHours = (id: string, hours: string | null): void =>
  commit({ change: "set-station-hours", id, hours });

export function toggleGate(id: string): void {
  const { list, phase } = useTry.getState();
  const ground = groundOf({ phase });
  const gate = ground?.gates.find((each) => each.id === id);
  if (!ground || !gate) return;
  const isOpen = isGateOpen(gate, ground.start, inForce(list));
  const { compoundId, position } = gate;
  commit({
    change: isOpen ? "close-gate" : "open-gate",
    gateId: id,
    compoundId,
    position: [position[0], position[1]],
  });
}

/** Where a station stands under the changes. */
const placeOf = (id: string): Position | null =>
  useCoverage.getState().tried?.stations.find((mark) => mark.id === id)?.position ?? null;

export const moveTo = (id: string, [lng, lat]: Position): ScenarioChange => ({
  change: "move-station",
  id,
  position: [lng, lat],
});

/** Degrees of latitude in a metre, near enough for a step of the hand. */
const METRE_DEGREES = 1 / 111_000;

/** One press of an arrow key: 10 metres, with Shift 50. Presses of one kind in a row are one step to undo. */
export function nudge(east: number, north: number, metres: number): void {
  const { picked, list } = useTry.getState();
  const from = picked === null ? null : placeOf(picked);
  if (picked === null || from === null) return;
  const step = metres * METRE_DEGREES;
  const [lng, lat] = from;
  const wide = step / Math.cos((lat * Math.PI) / 180);
  const change = moveTo(picked, [lng + east * wide, lat + north * step]);
  const last = list.at === list.steps.length ? list.steps.at(-1) : undefined;
  const isOn =
    nudged !== null && last === nudged && last.change === "move-station" && last.id === picked;
  if (isOn) useTry.setState({ list: undone(list) });
  commit(change);
  nudged = change;
}

/** The change that the arrow keys made last. */
let nudged: ScenarioChange | null = null;
