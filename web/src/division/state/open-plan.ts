import type { Me } from "@onegrid/core/access/contract";
import type { PlanReply } from "@onegrid/core/division/contract";
import { call } from "../../api.ts";
import { subscribeLive } from "../../live.ts";
import { goToBox } from "../../map/index.ts";
import { setLinkParameter } from "../../shell/index.ts";
import { viewDivision } from "./grid-view.ts";
import { createJournal, type Journal } from "../session/journal.ts";
import { baseUnder, boxOfBase, openBase, type OpenBase } from "./open-base.ts";
import { NO_DRAFT, NO_SELECTION, noteShare, openPlanOf, useDivision } from "./page-state.ts";
import { predictEdit } from "../session/predict-edit.ts";
import { createPlan, getBaseMap, getPlan } from "./routes.ts";
import { DivisionSession } from "../session/session.ts";
import type { Dropped, SessionState } from "../session/session-types.ts";
import { httpTransport } from "../session/transport.ts";

let session: DivisionSession | null = null;
/** Counts openings, so that a slow answer for a plan that was left again is dropped. */
let opening = 0;

export const presentSession = (): DivisionSession | null => session;
const journal: Journal = createJournal(localStorage);

const BASES_KEPT = 6;
const bases = new Map<string, Promise<OpenBase>>();

export function loadBase(id: string, communityId: string): Promise<OpenBase> {
  const kept = bases.get(id);
  if (kept !== undefined) return kept;
  const loading = call(getBaseMap, { params: { id } }).then((bytes) =>
    openBase(id, bytes, communityId),
  );
  loading.catch(() => bases.delete(id));
  bases.set(id, loading);
  for (const oldest of bases.keys()) if (bases.size > BASES_KEPT) bases.delete(oldest);
  return loading;
}

interface OpenOptions {
  /** The community to begin with; the first one when left out. */
  readonly communityId?: string | undefined;
  /** The map stays where it is: a link has placed it. */
  readonly keepsView?: boolean;
}

/** Opens a plan at one of its communities. */
export async function openPlan(
  planId: string,
  me: Me,
  { communityId, keepsView = false }: OpenOptions = {},
): Promise<void> {
  leavePlan();
  opening += 1;
  const own = opening;
  useDivision.setState({ opened: { kind: "loading", planId } });
  try {
    const plan = await call(getPlan, { params: { id: planId } });
    const division =
      plan.divisions.find((one) => one.communityId === communityId) ?? plan.divisions[0];
    if (division === undefined) throw new Error(`plan ${planId} has no division`);
    const base = await loadBase(division.baseId, division.communityId);
    const opened = await openSession(division, base, me, (state) => {
      if (own === opening) takeSession(state);
    });
    if (own !== opening) return opened.close();
    session = opened;
    showPlan(plan, division.id, { base, me, state: opened.state });
    if (!keepsView) goToBox(boxOfBase(base));
  } catch (error) {
    if (own === opening) useDivision.setState({ opened: { kind: "failed", planId, error } });
  }
  return undefined;
}

function openSession(
  { id, communityId }: PlanReply["divisions"][number],
  base: OpenBase,
  me: Me,
  onChange: (state: SessionState) => void,
): Promise<DivisionSession> {
  return DivisionSession.open({
    divisionId: id,
    transport: httpTransport(id, base),
    journal,
    predict: (before, edit) =>
      predictEdit(before, edit, {
        baseId: base.id,
        communityId,
        author: me.id,
        onProgress: noteShare,
      }),
    now: () => new Date(),
    makeKey: () => crypto.randomUUID(),
    authorName: me.displayName,
    buildingsIn: (unit) => base.buildingsOf[unit]?.length ?? 0,
    onChange,
  });
}

interface Opening {
  readonly base: OpenBase;
  readonly me: Me;
  readonly state: SessionState;
}

function showPlan(plan: PlanReply, divisionId: string, { base, me, state }: Opening): void {
  const communityId = plan.divisions.find(({ id }) => id === divisionId)?.communityId ?? "";
  useDivision.setState({
    communityId,
    opened: {
      kind: "ready",
      plan,
      divisionId,
      communityId,
      base: baseUnder(base, state.division),
      session: state,
      view: viewDivision(baseUnder(base, state.division), state.division),
      isEditable: plan.state === "draft" && me.canPlan,
    },
    tool: "select",
    selection: NO_SELECTION,
    draft: NO_DRAFT,
    notice: null,
    hovered: null,
  });
  setLinkParameter("division", "plan", plan.id);
  setLinkParameter("division", "community", communityId);
}

function takeSession(state: SessionState): void {
  const open = openPlanOf(useDivision.getState());
  if (open === null) return;
  const isSame = open.view.division === state.division;
  const base = baseUnder(open.base, state.division);
  const view = isSame ? open.view : viewDivision(base, state.division, open.view);
  // Units are counted anew after a cut: those that were chosen are others now.
  const isCut = base !== open.base;
  useDivision.setState(({ selection }) => ({
    ...(isCut ? { draft: NO_DRAFT, changing: [] } : {}),
    opened: { ...open, base, session: state, view },
    // A grid that is gone is no longer chosen.
    selection:
      selection.kind === "grids" && !isSame
        ? keepGrids(selection.gridIds, state.division.grids)
        : isCut
          ? NO_SELECTION
          : selection,
  }));
}

function keepGrids(gridIds: readonly string[], present: readonly string[]) {
  const kept = gridIds.filter((gridId) => present.includes(gridId));
  return kept.length === 0 ? NO_SELECTION : ({ kind: "grids", gridIds: kept } as const);
}

/** Leaves the plan; what is unsent stays in the journal and is sent when it is opened again. */
export function leavePlan(): void {
  session?.close();
  session = null;
  opening += 1;
  useDivision.setState({
    opened: { kind: "none" },
    tool: "select",
    selection: NO_SELECTION,
    draft: NO_DRAFT,
    notice: null,
    hovered: null,
    work: null,
  });
  setLinkParameter("division", "plan", null);
}

/** The plan as it is now, after a step. */
export function takePlan(plan: PlanReply, me: Me): void {
  const open = openPlanOf(useDivision.getState());
  if (open?.plan.id !== plan.id) return;
  useDivision.setState({
    opened: { ...open, plan, isEditable: plan.state === "draft" && me.canPlan },
    ...(plan.state === "draft" ? {} : { tool: "select", draft: NO_DRAFT, notice: null }),
  });
}

interface DivisionEvent {
  readonly divisionId: string;
  readonly planId: string;
  readonly revision: number;
  readonly step?: string;
  /** Of the division after a change. */
  readonly baseId?: string;
}

/** Follows what others do with the open plan. */
export function followPlan(me: Me): () => void {
  return subscribeLive("division", ({ data }) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the contract of the stream
    const { payload } = data as { readonly payload: DivisionEvent };
    const open = openPlanOf(useDivision.getState());
    if (open?.plan.id !== payload.planId) return;
    if (payload.divisionId === open.divisionId) {
      // Carried over to another base version: units have other numbers there.
      if (payload.baseId !== undefined && payload.baseId !== open.base.id) {
        void openPlan(open.plan.id, me, { communityId: open.communityId, keepsView: true });
        return;
      }
      session?.noteRevision(payload.revision);
    }
    if (payload.step !== undefined)
      call(getPlan, { params: { id: open.plan.id } }).then(
        (plan) => takePlan(plan, me),
        // It will be read again with the next step, or when it is opened.
        () => undefined,
      );
  });
}

/**
 * What could no longer be saved here goes into a new draft that starts from this plan; a step that met
 * somebody else's starts from the state it was drawn on, with everything that was drawn before it.
 */
export async function saveAsCopy(name: string, me: Me, dropped?: Dropped): Promise<void> {
  const open = openPlanOf(useDivision.getState());
  if (open === null) return;
  const { plan, communityId, divisionId, session: state } = open;
  const copy = await call(createPlan, {
    body: {
      name,
      communityIds: plan.divisions.map((division) => division.communityId),
      target: state.division.target,
      fromPlanId: plan.id,
      ...(dropped && { fromRevision: { divisionId, revision: dropped.onRevision } }),
    },
  });
  const own = copy.divisions.find((division) => division.communityId === communityId);
  // An undo names a change that the copy does not have: only edits go along.
  const edits = (dropped?.mine ?? state.unsent).filter(({ kind }) => kind === "edit");
  if (own !== undefined) journal.write(own.id, edits);
  if (dropped === undefined) journal.write(divisionId, []);
  await openPlan(copy.id, me, { communityId, keepsView: true });
}
