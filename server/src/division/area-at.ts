import type { Permission } from "@onegrid/core/access";
import { readAs, type Db } from "@onegrid/db";
import { loadAreaShapes, type AreaShape } from "@onegrid/db/organisation";
import type { FastifyRequest } from "fastify";
import { requireAt } from "../access/guard.ts";
import { Problem } from "../problem.ts";
import { sightFor } from "../sight-for.ts";

/** An area in which the asker may do something, behind both walls; refused when it is none of theirs. */
export async function areaAt(
  db: Db,
  request: FastifyRequest,
  { id, permission }: { readonly id: string; readonly permission: Permission },
): Promise<AreaShape> {
  const [area] = await readAs(db, sightFor(request), (trx) => loadAreaShapes(trx, [id]));
  if (!area) throw new Problem({ code: "division.not-found" });
  requireAt(request, permission, area.path);
  return area;
}
