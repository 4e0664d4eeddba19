import type { Channel, Severity } from "@onegrid/core/dispatch";
import type {
  CaseReply,
  IntakeHelpReply,
  LocateReply,
  ReportCaseBody,
} from "@onegrid/core/dispatch/contract";
import type { Position } from "@onegrid/core/geometry";
import { create } from "zustand";
import { call, isProblem } from "../../api.ts";
import {
  clearSelection,
  enterMode,
  goTo,
  leaveMode,
  useMapState,
  type MapMode,
} from "../../map/index.ts";
import {
  contactFault,
  EMPTY_CONTACT,
  isEmptyContact,
  type ContactDraft,
} from "../contact/contact-draft.ts";
import { noteContact } from "../contact/contact-store.ts";
import { chooseCase, command, lookWhoGoes, takeReply } from "../board/desk-store.ts";
import { getLocate, newKey, postHelp, postReport, sendKeyed } from "../board/requests.ts";

export interface ReportDraft {
  readonly key: string;
  readonly position: Position | null;
  readonly address: string;
  /** Where the point lies; `null` while it is asked for. */
  readonly located: LocateReply | null;
  readonly description: string;
  readonly categoryId: string | null;
  readonly channel: Channel;
  readonly severity: Severity | null;
  /** File (立案) at once, for those who may. */
  readonly alsoFile: boolean;
  /** During an exercise (演练): this one is meant. */
  readonly isReal: boolean;
  /** It goes by a door of its own, never with the report. */
  readonly contact: ContactDraft;
  /** Names of photos that were taken in already. */
  readonly photos: readonly string[];
}

export interface ReportState {
  readonly draft: ReportDraft | null;
  readonly help: IntakeHelpReply | null;
  readonly isSending: boolean;
  readonly error: unknown;
}

const NOTHING: ReportState = { draft: null, help: null, isSending: false, error: null };

/** The report that is being written. It stays when the workspace is left and entered again. */
export const useReport = create<ReportState>(() => NOTHING);

const MODE_ID = "dispatch.place-report";

/** A cross under the pointer: a click says where the problem is, and the next click corrects it. */
const placeMode: MapMode = {
  id: MODE_ID,
  enter: (map) => {
    map.setCursor("crosshair");
    map.on("click", ({ position }) => placeReport(position));
    return undefined;
  },
};

export function startReport(start: {
  readonly channel: Channel;
  readonly alsoFile: boolean;
}): void {
  clearSelection();
  if (useReport.getState().draft === null) {
    useReport.setState({ ...NOTHING, draft: { ...EMPTY_DRAFT, ...start, key: newKey() } });
  }
  enterMode(placeMode);
}

const EMPTY_DRAFT = {
  isReal: false,
  position: null,
  address: "",
  located: null,
  description: "",
  categoryId: null,
  severity: null,
  contact: EMPTY_CONTACT,
  photos: [],
} as const;

/** Takes the pointer back when the page comes back to a draft. */
export function resumeReport(): void {
  if (useReport.getState().draft !== null) enterMode(placeMode);
}

export function cancelReport(): void {
  leaveMode(MODE_ID);
  useReport.setState(NOTHING);
}

export function changeDraft(change: Partial<Omit<ReportDraft, "key">>): void {
  useReport.setState(({ draft }) =>
    // A changed report is another intent: an answer to the old one must not pass for its own.
    draft === null ? {} : { draft: { ...draft, ...change, key: newKey() }, error: null },
  );
}

/** The sender has agreed that the case lies where a photo was taken. */
export function placeAtPhoto(position: Position): void {
  placeReport(position);
  goTo(position, Math.max(CLOSE_ZOOM, useMapState.getState().view?.zoom ?? 0));
}

/** Puts the report at a place and asks at once where that is. */
function placeReport(position: Position, address: string | null = null): void {
  if (useReport.getState().draft === null) return;
  changeDraft({ position, located: null, ...(address === null ? {} : { address }) });
  void locateDraft(position, address);
  askHelp();
}

const CLOSE_ZOOM = 17;

/** For an address from the list: the map goes there too. */
export function placeAtAddress(position: Position, address: string): void {
  placeReport(position, address);
  goTo(position, Math.max(CLOSE_ZOOM, useMapState.getState().view?.zoom ?? 0));
}

async function locateDraft(position: Position, address: string | null): Promise<void> {
  try {
    const [lng, lat] = position;
    const located = await call(getLocate, { query: { lng, lat } });
    const { draft } = useReport.getState();
    if (draft?.position !== position) return;
    useReport.setState({ draft: { ...draft, located, address: address ?? located.address } });
  } catch (error) {
    if (useReport.getState().draft?.position === position) useReport.setState({ error });
  }
}

const HELP_WAIT_MS = 250;
let helpTimer: ReturnType<typeof setTimeout> | undefined;

/** Asks for fitting classes and similar cases, once typing has paused. */
export function askHelp(): void {
  clearTimeout(helpTimer);
  helpTimer = setTimeout(() => void loadHelp(), HELP_WAIT_MS);
}

async function loadHelp(): Promise<void> {
  const { draft } = useReport.getState();
  if (draft === null) return;
  const { position, categoryId, description, key } = draft;
  try {
    const help = await call(postHelp, {
      body: {
        description,
        ...(position === null ? {} : { position: [position[0], position[1]] }),
        ...(categoryId === null ? {} : { categoryId }),
      },
    });
    // Help for an older text is no help.
    if (useReport.getState().draft?.key === key) useReport.setState({ help });
  } catch (error) {
    // A report can be written without help; sending it will say what is wrong. A number that may not
    // stay is told at once: there is less to write anew.
    const isPersonal = isProblem(error, "access.personal-text");
    if (useReport.getState().draft?.key === key)
      useReport.setState({ help: null, ...(isPersonal ? { error } : {}) });
  }
}

/** Why the report cannot be sent yet. */
export function missingPart(draft: ReportDraft): "place" | "category" | "contact" | null {
  if (draft.position === null && draft.address.trim() === "") return "place";
  if (draft.categoryId === null) return "category";
  const { contact } = draft;
  return isEmptyContact(contact) || contactFault(contact) === null ? null : "contact";
}

/** Sends the report, files it where that was asked for, and puts the new case on the table. */
export async function sendReport(): Promise<CaseReply | null> {
  const { draft, isSending } = useReport.getState();
  if (draft === null || isSending || missingPart(draft) !== null) return null;
  useReport.setState({ isSending: true, error: null });
  try {
    const reply = await sendKeyed(() => call(postReport, { body: bodyOf(draft) }));
    cancelReport();
    chooseCase(reply.card.id, { isShown: false });
    takeReply(reply);
    if (!isEmptyContact(draft.contact)) await noteContact(reply.card.id, draft.contact);
    await followUp(draft, reply);
    return reply;
  } catch (error) {
    useReport.setState({ isSending: false, error });
    return null;
  }
}

/** What a desk does next anyway: file the case, and look who should go. */
async function followUp({ alsoFile }: ReportDraft, reply: CaseReply): Promise<void> {
  if (alsoFile && reply.verbs.includes("file")) {
    await command({ verb: "file", fields: { standardMet: true } });
  }
  lookWhoGoes();
}

function bodyOf(draft: ReportDraft): ReportCaseBody {
  const { position, severity } = draft;
  const address = draft.address.trim();
  return {
    idempotencyKey: draft.key,
    categoryId: draft.categoryId ?? "",
    description: draft.description.trim(),
    channel: draft.channel,
    ...(draft.isReal ? { isReal: true } : {}),
    ...(position === null ? {} : { position: [position[0], position[1]] }),
    ...(address === "" ? {} : { address }),
    ...(severity === null ? {} : { severity }),
    ...(draft.photos.length === 0 ? {} : { photos: [...draft.photos] }),
  };
}
