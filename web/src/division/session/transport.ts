import {
  groundWithCuts,
  type Division,
  type DivisionChange,
  type Lock,
} from "@onegrid/core/division";
import type { ChangesReply, DivisionReply, EditBody } from "@onegrid/core/division/contract";
import { call } from "../../api.ts";
import type { LogEntry } from "./change-log.ts";
import type { OpenBase } from "../state/open-base.ts";
import { getChange, getDivision, listChanges, postEdit, postUndo } from "../state/routes.ts";
import type { Transport } from "./session-types.ts";

/** The session's way to the server over HTTP. */
export const httpTransport = (id: string, base: OpenBase): Transport => ({
  load: async () => {
    const [reply, { changes }] = await Promise.all([
      call(getDivision, { params: { id } }),
      call(listChanges, { params: { id } }),
    ]);
    return { division: toDivision(reply, base), log: changes.map(toEntry(changes)) };
  },
  edit: (revision, idempotencyKey, edit) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same union, read-only here
    const intent = edit as EditBody["intent"];
    return call(postEdit, { params: { id }, body: { revision, idempotencyKey, intent } });
  },
  undo: (revision, idempotencyKey, undoes) =>
    call(postUndo, { params: { id }, body: { revision, idempotencyKey, undoes } }),
  change: async (revision) => {
    const change = await call(getChange, { params: { id, revision } });
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- locks are loose rows on the wire
    return change as DivisionChange;
  },
});

/** @throws if its cuts do not fit the base: a bug of the server. */
export function toDivision(reply: DivisionReply, base: Pick<OpenBase, "ground">): Division {
  const ground = groundWithCuts(base.ground, reply.cuts);
  if (!ground.ok) throw new Error(`cuts of ${reply.id}: ${JSON.stringify(ground.error)}`);
  const grids = reply.grids.map(({ id }) => id);
  return {
    id: reply.id,
    revision: reply.revision,
    ground: ground.value,
    target: reply.target,
    grids,
    gridOf: reply.gridOf.map((at) => grids[at] ?? null),
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- locks are loose rows on the wire
    locks: reply.locks as Lock[],
  };
}

type Change = ChangesReply["changes"][number];

const idOf = ({ key, revision }: Change): string => key ?? `r${revision}`;

const toEntry =
  (changes: readonly Change[]) =>
  (change: Change): LogEntry => {
    const undone = changes.find(({ revision }) => revision === change.undoes);
    return {
      id: idOf(change),
      revision: change.revision,
      edit: change.edit,
      units: change.units,
      at: change.at,
      by: change.by,
      flows: change.flows,
      locks: change.locks,
      undoes: undone === undefined ? null : idOf(undone),
      inverse: null,
    };
  };
