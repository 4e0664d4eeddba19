import type { Me } from "@onegrid/core/access/contract";
import { OFFLINE_MS, type RuleBook } from "@onegrid/core/dispatch";
import type { CaseCard } from "@onegrid/core/dispatch/contract";
import type { FieldWorkReply } from "@onegrid/core/dispatch/field-contract";
import { OFFLINE_ME } from "../../offline-me.ts";
import { answerOf, onDevice } from "./device-db.ts";
import type { KeptDraft } from "./report-draft.ts";

/** What is kept of an account, by name. */
interface KeptValues {
  readonly work: Pick<FieldWorkReply, "cases" | "total">;
  readonly cards: readonly CaseCard[];
  readonly draft: KeptDraft;
  readonly rules: RuleBook;
}

interface Kept<Name extends keyof KeptValues> {
  readonly accountId: string;
  readonly name: Name;
  readonly asOf: number;
  readonly value: KeptValues[Name];
}

/** Keeps what was read, in place of what was read before. */
export async function keep<Name extends keyof KeptValues>(
  accountId: string,
  name: Name,
  value: KeptValues[Name],
): Promise<void> {
  const row: Kept<Name> = { accountId, name, asOf: Date.now(), value };
  await onDevice(["kept"], (open) => void open("kept").put(row));
}

/** What was read last, if it is not too old. */
export async function readKept<Name extends keyof KeptValues>(
  accountId: string,
  name: Name,
): Promise<Pick<Kept<Name>, "asOf" | "value"> | null> {
  const row = await onDevice(["kept"], (open): Promise<Kept<Name> | undefined> =>
    answerOf(open("kept").get([accountId, name])),
  );
  return row === undefined || Date.now() - row.asOf > OFFLINE_MS ? null : row;
}

/** Everything that was read goes, whoever read it; what waits to be sent stays. */
export const forgetKept = (): Promise<void> =>
  onDevice(["kept"], (open) => void open("kept").clear());

/** Who was signed in when the server was last heard. */
export function keepMe(me: Me): void {
  localStorage.setItem(OFFLINE_ME, JSON.stringify({ at: Date.now(), me }));
}

/** They, for a page that opens without a line. */
export function keptMe(): Me | null {
  try {
    const { at, me }: { at: number; me: Me } = JSON.parse(localStorage.getItem(OFFLINE_ME) ?? "");
    return Date.now() - at > OFFLINE_MS ? null : me;
  } catch {
    return null;
  }
}
