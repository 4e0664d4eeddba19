import { randomUUID } from "node:crypto";
import type { PlannedRow, StaffField } from "@onegrid/core/access";
import type { StaffListReply } from "@onegrid/core/access/staff-contract";
import type { Db } from "@onegrid/db";
import {
  insertStaff,
  lockAccounts,
  saveStaffDuties,
  type StaffDutyToSave,
} from "@onegrid/db/access";
import { writeAudit } from "../access/audit.ts";
import { hashPassword, makeHandedPassword } from "../access/passwords.ts";
import { localDay } from "../access/sessions.ts";
import { Problem } from "../problem.ts";
import { newLogins, planList, type StaffAsker } from "./plan-list.ts";
import type { StaffList } from "./read-list.ts";

interface Handed {
  readonly login: string;
  readonly displayName: string;
  readonly password: string;
}

/** One list from the upload to the passwords. It lives in memory only: nothing of it outlasts the server. */
export interface StaffJob {
  readonly id: string;
  readonly accountId: string;
  readonly fileName: string;
  readonly list: StaffList;
  readonly openedAt: number;
  columns: readonly (StaffField | null)[];
  state: StaffListReply["state"];
  made: number;
  toMake: number;
  refusal: string | null;
  accounts: number;
  duties: number;
  /** Until they are fetched, which is once. */
  handed: readonly Handed[];
}

export interface Commit {
  readonly by: StaffAsker;
  readonly columns: readonly (StaffField | null)[];
  readonly digest: string;
}

const KEPT_MS = 2 * 3_600_000;
/** Lists of all administrators together; one of 5,000 rows is a few megabytes. */
const MOST_JOBS = 20;
/** Hashing takes a core and 20 MB each: two at a time leave room for those who sign in. */
const AT_ONCE = 2;
const AUDITED_AT_ONCE = 200;

export class StaffJobs {
  readonly #db: Db;
  readonly #now: () => Date;
  readonly #onFault: (error: unknown) => void;
  readonly #jobs = new Map<string, StaffJob>();
  #isClosing = false;
  #line: Promise<void> = Promise.resolve();

  constructor(db: Db, options: { now: () => Date; onFault: (error: unknown) => void }) {
    this.#db = db;
    this.#now = options.now;
    this.#onFault = options.onFault;
  }

  open(accountId: string, fileName: string, list: StaffList): StaffJob {
    this.#tidy();
    const job: StaffJob = {
      id: randomUUID(),
      accountId,
      fileName,
      list,
      openedAt: performance.now(),
      columns: list.guesses.map((guess) => (guess === "personal" ? null : guess)),
      state: "open",
      made: 0,
      toMake: 0,
      refusal: null,
      accounts: 0,
      duties: 0,
      handed: [],
    };
    this.#jobs.set(job.id, job);
    return job;
  }

  /** Of the one who brought it, and of nobody else. */
  find(id: string, accountId: string): StaffJob {
    const job = this.#jobs.get(id);
    if (job?.accountId !== accountId) throw new Problem({ code: "request.not-found" });
    return job;
  }

  /** Puts it in the line; a failed one may be tried again. */
  start(job: StaffJob, commit: Commit): void {
    if (job.state === "working" || job.state === "done")
      throw new Problem({ code: "ingest.not-open", state: job.state });
    Object.assign(job, { state: "working", made: 0, toMake: 0, refusal: null });
    this.#line = this.#line.then(() => this.#run(job, commit));
  }

  /** The passwords to hand over, this once. */
  takePasswords(job: StaffJob): readonly Handed[] {
    const { handed } = job;
    job.handed = [];
    return handed;
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    await this.#line;
  }

  async #run(job: StaffJob, commit: Commit): Promise<void> {
    try {
      const shown = await planList(this.#db, job.list, commit);
      if (shown.digest !== commit.digest) throw stale();
      const hashed = await this.#hashAll(job, newLogins(shown.rows));
      const result = await storePlan(this.#db, job, { commit, hashed, now: this.#now() });
      Object.assign(job, result, { state: "done" });
    } catch (error) {
      job.state = "failed";
      job.refusal = error instanceof Problem ? error.problem.code : "server.fault";
      if (!(error instanceof Problem)) this.#onFault(error);
    }
  }

  async #hashAll(job: StaffJob, logins: readonly string[]): Promise<Map<string, HashedPassword>> {
    const hashed = new Map<string, HashedPassword>();
    job.toMake = logins.length;
    const waiting = logins.values();
    const work = async (): Promise<void> => {
      for (const login of waiting) {
        if (this.#isClosing) throw new Problem({ code: "db.restarting" });
        const password = makeHandedPassword();
        hashed.set(login, { password, hash: await hashPassword(password) });
        job.made += 1;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return hashed;
  }

  #tidy(): void {
    const old = [...this.#jobs.values()].filter(({ state }) => state !== "working");
    const tooMany = Math.max(0, this.#jobs.size - MOST_JOBS + 1);
    for (const [nth, { id, openedAt }] of old.entries())
      if (nth < tooMany || performance.now() - openedAt > KEPT_MS) this.#jobs.delete(id);
  }
}

const stale = (): Problem => new Problem({ code: "access.preview-stale", preview: null });

interface HashedPassword {
  readonly password: string;
  readonly hash: string;
}

interface Storing {
  readonly commit: Commit;
  readonly hashed: ReadonlyMap<string, HashedPassword>;
  readonly now: Date;
}

/** All good rows or none, and only if they are still what was shown. */
async function storePlan(
  db: Db,
  job: StaffJob,
  { commit, hashed, now }: Storing,
): Promise<Pick<StaffJob, "accounts" | "duties" | "handed">> {
  return db.transaction().execute(async (trx) => {
    await lockAccounts(trx);
    const { rows, digest } = await planList(trx, job.list, commit);
    if (digest !== commit.digest) throw stale();
    const wanted = rows.filter(({ outcome }) => outcome === "new" || outcome === "changed");
    const ids = new Map(newLogins(rows).map((login) => [login, randomUUID()]));
    const people = peopleOf(wanted, ids, hashed);
    if ((await insertStaff(trx, people)) !== people.length) throw stale();
    const duties = dutiesOf(wanted, ids);
    await saveStaffDuties(trx, duties, localDay(now));
    await audit(trx, job, { wanted, by: commit.by });
    const handed = people.map(({ login, displayName, password }) => ({
      login,
      displayName,
      password,
    }));
    return { accounts: people.length, duties: duties.length, handed };
  });
}

function peopleOf(
  wanted: readonly PlannedRow[],
  ids: ReadonlyMap<string, string>,
  hashed: Storing["hashed"],
) {
  const names = new Map(
    wanted.flatMap(({ wish }) => (wish ? [[wish.login, wish.displayName]] : [])),
  );
  return [...ids].map(([login, id]) => {
    const made = hashed.get(login);
    if (!made) throw stale();
    const { password, hash: passwordHash } = made;
    return { id, login, displayName: names.get(login) ?? login, password, passwordHash };
  });
}

const dutiesOf = (
  wanted: readonly PlannedRow[],
  ids: ReadonlyMap<string, string>,
): StaffDutyToSave[] =>
  wanted.flatMap(({ wish, dutyId, accountId }) => {
    if (!wish) return [];
    const { login, areaName: _areaName, ...duty } = wish;
    return [{ ...duty, id: dutyId, accountId: accountId ?? ids.get(login) ?? "" }];
  });

/** Who was given what, in entries that can still be read. */
async function audit(
  trx: Db,
  { id, fileName }: StaffJob,
  { wanted, by }: { wanted: readonly PlannedRow[]; by: StaffAsker },
): Promise<void> {
  for (let from = 0; from < wanted.length; from += AUDITED_AT_ONCE) {
    const rows = wanted.slice(from, from + AUDITED_AT_ONCE).map(({ outcome, wish }) => ({
      outcome,
      login: wish?.login,
      role: wish?.role,
      areaId: wish?.areaId,
      validFrom: wish?.validFrom,
      validTo: wish?.validTo,
    }));
    await writeAudit(trx, {
      accountId: by.accountId,
      action: "access.import-staff",
      object: id,
      detail: { fileName, rows },
    });
  }
}

export const staffReply = (job: StaffJob): StaffListReply => ({
  id: job.id,
  fileName: job.fileName,
  encoding: job.list.encoding,
  columns: job.list.headings.map((heading, nth) => ({
    heading,
    guess: job.list.guesses[nth] ?? null,
  })),
  rows: job.list.rows.length,
  state: job.state,
  made: job.made,
  toMake: job.toMake,
  refusal: job.refusal,
  accounts: job.accounts,
  duties: job.duties,
  hasPasswords: job.handed.length > 0,
});
