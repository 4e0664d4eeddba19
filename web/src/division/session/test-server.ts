import {
  applyChange,
  checkUndo,
  editAtOnce,
  type Division,
  type DivisionChange,
  type DivisionEdit,
} from "@onegrid/core/division";
import type { EditReply } from "@onegrid/core/division/contract";
import { ApiProblem } from "../../api.ts";
import type { LogEntry } from "./change-log.ts";
import type { Transport } from "./session-types.ts";

export type QuickEdit = Parameters<typeof editAtOnce>[1];

export function atOnce(division: Division, edit: DivisionEdit): ReturnType<typeof editAtOnce> {
  if ("preset" in edit) throw new Error("needs a search");
  return editAtOnce(division, edit, "me");
}

const refuse = (code: string, status: number): never => {
  throw new ApiProblem({ code, status, detail: "", requestId: "", values: { code } });
};

/** The server's rules, without a network: what `server/src/division` does, on one division. */
export class FakeServer implements Transport {
  division: Division;
  log: LogEntry[] = [];
  isDown = false;
  isPublished = false;
  /** The answer is lost on its way once: saved all the same. */
  losesNextAnswer = false;
  requests = 0;
  readonly #changes: DivisionChange[] = [];
  readonly #inverses: DivisionChange[] = [];

  constructor(division: Division) {
    this.division = division;
  }

  load = async () => ({ division: this.division, log: [...this.log] });
  change = async (revision: number) =>
    this.#changes[revision - 1] ?? refuse("division.unknown-change", 404);

  edit = async (revision: number, key: string, edit: DivisionEdit): Promise<EditReply> =>
    this.#save(revision, key, null, () => atOnce(this.division, edit));

  undo = async (revision: number, key: string, undoes: number): Promise<EditReply> =>
    this.#save(revision, key, undoes, () => {
      const inverse = this.#inverses[undoes - 1];
      return inverse ? checkUndo(this.division, inverse) : refuse("division.unknown-change", 404);
    });

  #save(
    revision: number,
    key: string,
    undoes: number | null,
    decide: () => ReturnType<typeof editAtOnce>,
  ): EditReply {
    this.requests += 1;
    if (this.isDown) refuse("network.unreachable", 0);
    const known = this.log.findIndex(({ id }) => id === key);
    if (known >= 0) return this.#reply(this.#changes[known] ?? null);
    if (this.isPublished) refuse("division.not-a-draft", 409);
    if (revision !== this.division.revision) refuse("division.stale", 409);
    const decided = decide();
    if (!decided.ok) return refuse(decided.error.code, 422);
    const { division, inverse } = applyChange(this.division, decided.value);
    this.division = division;
    this.#changes.push(decided.value);
    this.#inverses.push(inverse);
    this.log.push({
      id: key,
      revision: division.revision,
      flows: [],
      locks: [],
      edit: decided.value.edit,
      units: decided.value.moves.length,
      at: "2026-11-22T00:00:00Z",
      by: "me",
      undoes: this.log.find((entry) => entry.revision === undoes)?.id ?? null,
      inverse: null,
    });
    if (this.losesNextAnswer) {
      this.losesNextAnswer = false;
      refuse("network.unreachable", 0);
    }
    return this.#reply(decided.value);
  }

  #reply(change: DivisionChange | null): EditReply {
    // Through JSON, as over the wire.
    return JSON.parse(
      JSON.stringify({ revision: this.division.revision, change, grids: [], metrics: {} }),
    );
  }

  /** Somebody else's edit. */
  byOther(edit: QuickEdit): void {
    this.#save(this.division.revision, `other-${this.log.length}`, null, () =>
      editAtOnce(this.division, edit, "other"),
    );
  }
}
