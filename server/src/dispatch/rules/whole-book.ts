import type { Db } from "@onegrid/db";
import type { FastifyRequest } from "fastify";
import { scopeFor } from "../../access/guard.ts";
import { holdsWholeTree } from "../../access/whole-tree.ts";
import { Problem } from "../../problem.ts";

/** The book is the whole district's: whoever looks after a part of it does not change it. */
export async function requireWholeBook(db: Db, request: FastifyRequest): Promise<void> {
  const permission = "rules.manage";
  if (!(await holdsWholeTree(db, scopeFor(request, permission))))
    throw new Problem({ code: "access.forbidden", permission });
}
