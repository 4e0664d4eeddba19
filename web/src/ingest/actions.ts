import type { ImportPlan } from "@onegrid/core/ingest";
import type { ImportReply } from "@onegrid/core/ingest/contract";
import { call, isAway, isProblem } from "../api.ts";
import { text } from "../i18n/index.ts";
import { goToBox } from "../map/index.ts";
import { linkParameter, setLinkParameter } from "../shell/index.ts";
import {
  boxOfAll,
  changePlan,
  draftFile,
  firstToOpen,
  redraftFile,
  startBody,
  withoutBlanks,
} from "./drafts.ts";
import { refusalSentence, sentenceOf } from "./problem-words.ts";
import {
  cancelImport,
  describeFile,
  previewPlan,
  readImport,
  startImport,
  uploadFiles,
} from "./routes.ts";
import { sizeWords } from "./size-words.ts";
import { changeFile, changeLayer, findLayer, START, useIngest } from "./store.ts";

const MOST_BYTES = 2 ** 31 - 1;
const JOB = "job";

/** Says a thing to who does not see it. */
function announce(words: string): void {
  const place = document.querySelector("#og-announce");
  if (place !== null) place.textContent = words;
}

const toChoose = (problem: string | null, note: string | null = null): void => {
  setLinkParameter("ingest", JOB, null);
  useIngest.setState({ ...START, stage: { kind: "choose", problem, note } });
};

/** An import under way has to end first. */
export const isBusy = (): boolean => ["run", "upload"].includes(useIngest.getState().stage.kind);

/** New files take the place of what was there; not while an import runs. */
export async function addFiles(files: readonly File[]): Promise<void> {
  const { stage } = useIngest.getState();
  if (files.length === 0 || isBusy()) return;
  const tooLarge = files.find(({ size }) => size > MOST_BYTES);
  if (tooLarge !== undefined) {
    const { name, size } = tooLarge;
    return toChoose(text("ingest:drop.tooLarge", { name, size: sizeWords(size) }));
  }
  if (stage.kind === "plan") void call(cancelImport, { params: { id: stage.id } });
  const cancel = new AbortController();
  const total = files.reduce((sum, { size }) => sum + size, 0);
  const show = (sent: number): void =>
    useIngest.setState({
      ...START,
      stage: { kind: "upload", sent: Math.min(sent, total), total, cancel: () => cancel.abort() },
    });
  show(0);
  try {
    openPlan(await uploadFiles(files, { onSent: show, signal: cancel.signal }));
  } catch (error) {
    toChoose(cancel.signal.aborted ? null : sentenceOf(error));
  }
}

/** The files are known: the wizard goes on to their plans. */
function openPlan(reply: ImportReply): void {
  const files = reply.files.map(draftFile);
  const layers = files.flatMap((file) => file.layers);
  setLinkParameter("ingest", JOB, reply.id);
  useIngest.setState({
    ...START,
    stage: { kind: "plan", id: reply.id, problem: failureOf(reply) },
    files,
    activeKey: firstToOpen(files)?.key ?? null,
  });
  announce(text("ingest:announce.ready", { files: files.length }));
  showOnMap(layers.map(({ trial }) => trial.bbox));
}

const failureOf = ({ state, refusal }: ImportReply): string | null => {
  if (state !== "failed") return null;
  return refusal === null
    ? text("ingest:failed.interrupted")
    : (refusalSentence(refusal) ?? text("problem:fallback", { code: refusal.code }));
};

const showOnMap = (boxes: Parameters<typeof boxOfAll>[0]): void => {
  const box = boxOfAll(boxes);
  if (box !== null) goToBox(box);
};

export function lookAt(key: string): void {
  useIngest.setState({ activeKey: key });
  const found = findLayer(key);
  if (found !== null) showOnMap([found.layer.trial.bbox]);
}

const planId = (): string | null => {
  const { stage } = useIngest.getState();
  return stage.kind === "plan" ? stage.id : null;
};

/** Reads a file again: with another encoding, or with a layer taken for something else. */
export async function readAgain(
  name: string,
  change: {
    readonly encoding?: string;
    readonly layer?: [key: string, layer: ImportPlan["layer"]];
  },
): Promise<void> {
  const id = planId();
  const file = useIngest.getState().files.find((candidate) => candidate.name === name);
  if (id === null || file === undefined) return;
  const encoding = change.encoding ?? file.encoding;
  changeFile(name, (old) => ({ ...old, encoding, isReading: true }));
  const layers = file.layers.map(({ key, plan }) => ({
    sourceLayer: plan.sourceLayer,
    layer: change.layer?.[0] === key ? change.layer[1] : plan.layer,
  }));
  try {
    const description = await call(describeFile, {
      params: { id },
      body: { file: name, encoding, layers },
    });
    changeFile(name, (old) => redraftFile(old, description));
  } catch (error) {
    changeFile(name, (old) => ({ ...old, isReading: false }));
    tellProblem(error);
  }
}

const tellProblem = (error: unknown): void =>
  useIngest.setState(({ stage }) => ({
    stage: stage.kind === "plan" ? { ...stage, problem: sentenceOf(error) } : stage,
  }));

/** A second change within this time makes one question to the server of both. */
const GATHER_MS = 250;
const waiting = new Map<string, ReturnType<typeof setTimeout>>();

/** Changes a plan and shows what it makes of the sample. */
export function planLayer(key: string, change: Partial<ImportPlan>, goesThere = false): void {
  changeLayer(key, (layer) => changePlan(layer, change));
  clearTimeout(waiting.get(key));
  waiting.set(
    key,
    setTimeout(() => void tryPlan(key, goesThere), GATHER_MS),
  );
}

async function tryPlan(key: string, goesThere: boolean): Promise<void> {
  const id = planId();
  const found = findLayer(key);
  if (id === null || found === null) return;
  const { plan } = found.layer;
  // A later answer than another change's is of no use.
  const isPresent = (): boolean => findLayer(key)?.layer.plan === plan;
  try {
    const trial = await call(previewPlan, {
      params: { id },
      body: { file: found.file.name, plan: withoutBlanks(plan) },
    });
    if (!isPresent()) return;
    changeLayer(key, (layer) => ({ ...layer, trial, isTrying: false, problem: null }));
    if (goesThere) showOnMap([trial.bbox]);
  } catch (error) {
    if (isPresent())
      changeLayer(key, (layer) => ({ ...layer, isTrying: false, problem: sentenceOf(error) }));
  }
}

export async function start(): Promise<void> {
  const id = planId();
  const { files, around } = useIngest.getState();
  if (id === null) return;
  try {
    follow(await call(startImport, { params: { id }, body: startBody(files, around) }));
  } catch (error) {
    tellProblem(error);
  }
}

const ASK_MS = 700;
/** Most imports are small: the first answer may be the last. */
const ASK_FIRST_MS = 200;
let asking: ReturnType<typeof setTimeout> | undefined;

/** Shows an import and asks again until it has ended. */
function follow(reply: ImportReply): void {
  clearTimeout(asking);
  const { stage } = useIngest.getState();
  if (reply.state === "done") {
    announce(text("ingest:announce.done", { accepted: reply.accepted }));
    useIngest.setState({ ...START, stage: { kind: "done", reply } });
    showOnMap([reply.bbox]);
  } else if (reply.state === "cancelled") toChoose(null, text("ingest:cancelled"));
  else if (reply.state === "failed") fail(reply);
  else if (reply.state === "open") openPlan(reply);
  else {
    const isCancelling = stage.kind === "run" && stage.isCancelling;
    useIngest.setState({ stage: { kind: "run", id: reply.id, reply, isCancelling } });
    asking = setTimeout(
      () => void askAgain(reply.id),
      reply.state === "waiting" ? ASK_FIRST_MS : ASK_MS,
    );
  }
}

function fail(reply: ImportReply): void {
  announce(text("ingest:announce.failed"));
  const { files } = useIngest.getState();
  if (reply.files.length === 0) return toChoose(failureOf(reply));
  // What the user had settled is still there, unless the page was opened anew.
  if (files.length === 0) return openPlan(reply);
  useIngest.setState({ stage: { kind: "plan", id: reply.id, problem: failureOf(reply) } });
}

/** The store answers nobody while it takes a large import in: that is no failure. */
const ASK_PATIENTLY_MS = 3_000;

async function askAgain(id: string): Promise<void> {
  try {
    follow(await call(readImport, { params: { id } }));
  } catch (error) {
    const { stage } = useIngest.getState();
    if (stage.kind !== "run" || stage.id !== id) return;
    if (isAway(error)) asking = setTimeout(() => void askAgain(id), ASK_PATIENTLY_MS);
    else toChoose(sentenceOf(error));
  }
}

export async function cancelRun(): Promise<void> {
  const { stage } = useIngest.getState();
  if (stage.kind !== "run") return;
  useIngest.setState({ stage: { ...stage, isCancelling: true } });
  await call(cancelImport, { params: { id: stage.id } }).catch(() => undefined);
  clearTimeout(asking);
  await askAgain(stage.id);
}

/** Back to the beginning; files that wait on the server go. */
export function startOver(): void {
  const { stage } = useIngest.getState();
  if (stage.kind === "plan")
    call(cancelImport, { params: { id: stage.id } }).catch(() => undefined);
  toChoose(null);
}

/** Goes on with the import that the address names: after a reload, or from another tab. */
export function resumeFromLink(): () => void {
  const id = linkParameter("ingest", JOB);
  const { stage } = useIngest.getState();
  if (id !== undefined && stage.kind === "choose")
    call(readImport, { params: { id } }).then(follow, (error: unknown) =>
      // What is not there any more is not spoken of; anything else is.
      toChoose(isProblem(error, "request.not-found") ? null : sentenceOf(error)),
    );
  else if (stage.kind === "run") void askAgain(stage.id);
  return () => clearTimeout(asking);
}
