import type { Db } from "@onegrid/db";
import { append } from "@onegrid/db/events";
import { raiseLayerRevisions } from "@onegrid/db/organisation";

/** Layers whose rows the transaction has changed: screens ask for them again. At the end of it, as every event. */
export async function raiseLayers(trx: Db, layers: readonly string[]): Promise<void> {
  const raised = await raiseLayerRevisions(trx, layers);
  await append(
    trx,
    raised.map((payload) => ({
      kind: "layers.changed",
      subject: payload.layer,
      scopePath: [],
      payload,
    })),
  );
}
