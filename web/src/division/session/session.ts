import {
  applyChange,
  changeFlows,
  checkUndo,
  findConflict,
  invert,
  lockedByChange,
  type Division,
  type DivisionChange,
  type DivisionEdit,
} from "@onegrid/core/division";
import type { EditReply } from "@onegrid/core/division/contract";
import { fail, ok, type Result } from "@onegrid/core/result";
import { undoStacks, type LogEntry } from "./change-log.ts";
import type { Intent } from "./journal.ts";
import { isNothing, isSameAssignment, judge, readChange } from "./judge-answer.ts";
import { meetOthers, touchedBy, type Meeting } from "./session-conflicts.ts";
import type {
  Dropped,
  Loaded,
  Performed,
  Refusal,
  SaveState,
  SessionOptions,
  SessionState,
} from "./session-types.ts";

/** An intent with what it does here, before the server has said so. */
interface Ahead {
  readonly intent: Intent;
  readonly change: DivisionChange;
  readonly entry: LogEntry;
}

const RETRY_MS = 2_000;
const MOST_DOUBLINGS = 3;

/**
 * One open division: every edit is applied at once, kept in the journal and sent as an intent, one
 * after another. When the server has moved on (`division.stale`), what is unsent is done again on
 * the new state by the same rules; what they now refuse is told, never lost silently.
 */
export class DivisionSession {
  readonly #options: SessionOptions;
  #confirmed: Division;
  #log: readonly LogEntry[];
  #ahead: readonly Ahead[] = [];
  #dropped: readonly Dropped[] = [];
  #save: SaveState = { kind: "saved", at: null };
  /** Edits and answers take turns: none of them meets a half-changed state. */
  #turn: Promise<unknown> = Promise.resolve();
  #isSending = false;
  #newest: number;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;

  private constructor(options: SessionOptions, loaded: Loaded) {
    this.#options = options;
    this.#confirmed = loaded.division;
    this.#newest = loaded.division.revision;
    this.#log = loaded.log;
  }

  /** Loads the division and takes up what an earlier page could not send. */
  static async open(options: SessionOptions): Promise<DivisionSession> {
    const loaded = await options.transport.load();
    const session = new DivisionSession(options, loaded);
    session.#save = { kind: "saved", at: loaded.log.at(-1)?.at ?? null };
    const unsent = options.journal.read(options.divisionId);
    await session.#inTurn(() => session.#replay(session.#withoutSaved(unsent)));
    void session.#send();
    return session;
  }

  get state(): SessionState {
    return {
      division: this.#present(),
      log: [...this.#log, ...this.#ahead.map(({ entry }) => entry)],
      unsent: this.#ahead.map(({ intent }) => intent),
      save: this.#save,
      dropped: this.#dropped,
    };
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }

  perform(edit: DivisionEdit): Promise<Performed> {
    return this.#begin(() => ok({ kind: "edit", key: this.#options.makeKey(), edit }));
  }

  undo(): Promise<Performed> {
    return this.#begin(() => this.#takeBack(undoStacks(this.state.log).undo.at(-1)));
  }

  redo(): Promise<Performed> {
    return this.#begin(() => this.#takeBack(undoStacks(this.state.log).redo.at(-1)));
  }

  /** The planner has decided about a step that could not be saved; without one, about all of them. */
  forgetDropped(key?: string): void {
    this.#dropped = this.#dropped.filter(({ intent }) => key !== undefined && intent.key !== key);
    this.#tell();
  }

  /** Somebody's change has raised the division to this revision. */
  noteRevision(revision: number): void {
    this.#newest = Math.max(this.#newest, revision);
    if (!this.#isSending) void this.#catchUp();
  }

  /** Tries at once what waits for the server. */
  retry(): void {
    clearTimeout(this.#timer);
    void this.#send();
  }

  #takeBack(entry: LogEntry | undefined): Result<Intent, Refusal> {
    if (entry === undefined) return fail({ code: "division.nothing-to-undo" });
    return ok({ kind: "undo", key: this.#options.makeKey(), target: entry.id });
  }

  #begin(choose: () => Result<Intent, Refusal>): Promise<Performed> {
    return this.#inTurn(async () => {
      const intent = choose();
      if (!intent.ok) return intent;
      const change = await this.#foresee(intent.value);
      if (!change.ok) return change;
      if (isNothing(change.value)) return change;
      this.#goAhead(intent.value, change.value);
      this.#keep();
      void this.#send();
      return change;
    });
  }

  async #foresee(intent: Intent): Promise<Performed> {
    const division = this.#present();
    if (intent.kind === "edit") return this.#options.predict(division, intent.edit);
    const { log } = this.state;
    const target = log.find(({ id }) => id === intent.target);
    const taken = log.find(({ undoes }) => undoes === intent.target);
    if (taken !== undefined)
      return fail({ code: "division.already-undone", by: taken.revision ?? 0 });
    if (target === undefined) return fail({ code: "division.unknown-change", undoes: 0 });
    const inverse =
      target.inverse ?? invert(await this.#options.transport.change(target.revision ?? 0));
    return checkUndo(division, inverse);
  }

  #present(): Division {
    return this.#foreseen ?? this.#confirmed;
  }
  #foreseen: Division | null = null;

  #goAhead(intent: Intent, change: DivisionChange): void {
    const { division, inverse } = applyChange(this.#present(), change);
    const entry: LogEntry = {
      id: intent.key,
      revision: null,
      edit: change.edit,
      units: change.moves.length,
      flows: changeFlows(division.ground, change, this.#options.buildingsIn ?? (() => 0)),
      locks: lockedByChange(change),
      at: this.#options.now().toISOString(),
      by: this.#options.authorName,
      undoes: intent.kind === "undo" ? intent.target : null,
      inverse,
    };
    this.#foreseen = division;
    this.#ahead = [...this.#ahead, { intent, change, entry }];
  }

  async #replay(intents: readonly Intent[], met: Meeting | null = null): Promise<void> {
    this.#foreseen = null;
    this.#ahead = [];
    const onRevision = met?.onRevision ?? this.#confirmed.revision;
    for (const [at, intent] of intents.entries()) {
      const change = await this.#foresee(intent);
      const unitIds = met !== null && change.ok ? touchedBy(met, change.value) : [];
      const touched = { code: "division.touched-by-others", unitIds } as const;
      const reason = change.ok ? touched : change.error;
      if (change.ok && unitIds.length === 0) this.#goAhead(intent, change.value);
      else this.#drop({ intent, reason, onRevision, mine: intents.slice(0, at + 1) });
    }
    this.#keep();
  }

  #drop(dropped: Dropped): void {
    this.#dropped = [...this.#dropped, dropped];
  }

  #withoutSaved(intents: readonly Intent[]): readonly Intent[] {
    const saved = new Set(this.#log.map(({ id }) => id));
    return intents.filter(({ key }) => !saved.has(key));
  }

  async #reload(): Promise<void> {
    const [before, ahead] = [this.#confirmed, this.#ahead];
    const loaded = await this.#options.transport.load();
    const known = new Map(this.#log.map((entry) => [entry.id, entry.inverse]));
    this.#confirmed = loaded.division;
    this.#newest = Math.max(this.#newest, loaded.division.revision);
    this.#log = loaded.log.map((entry) => ({ ...entry, inverse: known.get(entry.id) ?? null }));
    // Saved after all, though the answer was not awaited.
    const ids = new Set(this.#log.map(({ id }) => id));
    this.#dropped = this.#dropped.filter(({ intent }) => !ids.has(intent.key));
    const left = this.#withoutSaved(ahead.map(({ intent }) => intent));
    const saved = ahead.filter(({ intent }) => !left.includes(intent));
    const mine = saved.map(({ change }) => change);
    await this.#replay(left, meetOthers(before, loaded.division, mine));
  }

  async #catchUp(): Promise<void> {
    if (this.#isClosed || this.#newest <= this.#confirmed.revision) return;
    await this.#inTurn(() => this.#reload()).then(
      () => this.#isUpToDate(),
      (error: unknown) => this.#waitAfter(error),
    );
  }

  /** The server was reached: where nothing is left to send, nothing waits for it any more. */
  #isUpToDate(): void {
    const isDone = this.#save.kind === "waiting" && this.#ahead.length === 0;
    if (isDone) this.#save = { kind: "saved", at: this.#log.at(-1)?.at ?? null };
    this.#failures = isDone ? 0 : this.#failures;
    this.#tell();
  }

  async #send(): Promise<void> {
    if (this.#isSending || this.#isClosed) return;
    this.#isSending = true;
    for (;;) {
      const [first] = this.#ahead;
      if (first === undefined || !(await this.#sendOne(first.intent))) break;
    }
    this.#isSending = false;
    if (this.#ahead.length === 0) void this.#catchUp();
  }

  /** Whether the next one may follow. */
  async #sendOne(intent: Intent): Promise<boolean> {
    this.#save = { kind: "sending" };
    this.#tell();
    try {
      const reply = await this.#post(intent);
      if (this.#isClosed) return false;
      await this.#inTurn(() => this.#confirm(intent, reply));
      this.#failures = 0;
      this.#save = { kind: "saved", at: this.#options.now().toISOString() };
      this.#tell();
      return true;
    } catch (error) {
      return this.#isClosed ? false : this.#takeRefusal(intent, error);
    }
  }

  #post(intent: Intent): Promise<EditReply> {
    const { transport } = this.#options;
    const { revision } = this.#confirmed;
    if (intent.kind === "edit") return transport.edit(revision, intent.key, intent.edit);
    const target = this.#log.find(({ id }) => id === intent.target);
    return transport.undo(revision, intent.key, target?.revision ?? 0);
  }

  async #confirm(sent: Intent, reply: EditReply): Promise<void> {
    const [first, ...rest] = this.#ahead;
    const change: DivisionChange = readChange(reply);
    const isNext = reply.revision === this.#confirmed.revision + 1;
    // While it was on its way a catching up may have put another one first, or taken it out.
    if (first?.intent !== sent || !isNext || findConflict(this.#confirmed, change).length > 0)
      return this.#reload();
    const { division, inverse } = applyChange(this.#confirmed, change);
    const expected = applyChange(this.#confirmed, first.change).division;
    this.#confirmed = division;
    this.#log = [...this.#log, { ...first.entry, revision: reply.revision, inverse }];
    this.#ahead = rest;
    if (!isSameAssignment(division, expected))
      return this.#replay(rest.map(({ intent }) => intent));
    if (rest.length === 0) this.#foreseen = null;
    this.#keep();
    return undefined;
  }

  async #takeRefusal(intent: Intent, error: unknown): Promise<boolean> {
    const verdict = judge(error);
    if (verdict === "wait") return this.#waitAfter(error);
    if (verdict === "stop") {
      this.#save = { kind: "stopped", reason: error };
      this.#tell();
      return false;
    }
    try {
      await this.#inTurn(async () => {
        const rest = this.#ahead.filter((one) => one.intent !== intent);
        if (verdict === "refused" && rest.length < this.#ahead.length) {
          const onRevision = this.#confirmed.revision;
          this.#drop({ intent, reason: error, onRevision, mine: [intent] });
          this.#ahead = rest;
        }
        await this.#reload();
      });
      this.#save = { kind: "saved", at: this.#log.at(-1)?.at ?? null };
      this.#tell();
      return true;
    } catch (again) {
      return this.#waitAfter(again);
    }
  }

  #waitAfter(reason: unknown): false {
    const factor = 2 ** Math.min(this.#failures, MOST_DOUBLINGS);
    this.#failures += 1;
    this.#save = { kind: "waiting", reason };
    this.#tell();
    clearTimeout(this.#timer);
    const again = (): void => void (this.#ahead.length > 0 ? this.#send() : this.#catchUp());
    this.#timer = setTimeout(again, (this.#options.retryMs ?? RETRY_MS) * factor);
    return false;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => undefined);
    return result;
  }

  /** Into the journal and to the page. */
  #keep(): void {
    this.#options.journal.write(
      this.#options.divisionId,
      this.#ahead.map(({ intent }) => intent),
    );
    this.#tell();
  }

  #tell(): void {
    if (!this.#isClosed) this.#options.onChange(this.state);
  }
}
