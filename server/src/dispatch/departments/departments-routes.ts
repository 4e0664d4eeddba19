import {
  DepartmentChangesBody,
  DepartmentsSavedReply,
  DirectoryReply,
  SeatsBody,
  SeatsReply,
} from "@onegrid/core/dispatch/departments-contract";
import type { Db } from "@onegrid/db";
import type { FastifyPluginAsyncTypebox } from "@fastify/type-provider-typebox";
import { administering } from "../../access/people.ts";
import { scopeFor, whoAsks } from "../../access/guard.ts";
import { changeDepartments } from "./change-departments.ts";
import { directoryFor } from "./directory.ts";
import { bindDuties, seatsFor } from "./seats.ts";

interface Options {
  readonly db: Db;
  readonly now: () => Date;
}

const keeping = { rule: "rules.manage" } as const;
const seating = { rule: "people.manage" } as const;

/**
 * The directory of bodies (部门) and committees. Who keeps the rules of an area keeps what serves that area alone; who
 * looks after its people says which of them act for whom.
 */
export const departmentsRoutes: FastifyPluginAsyncTypebox<Options> = async (app, { db, now }) => {
  app.get(
    "/api/departments/directory",
    { config: keeping, schema: { response: { 200: DirectoryReply } } },
    (request) => directoryFor(db, { scope: scopeFor(request, "rules.manage"), now: now() }),
  );

  app.post(
    "/api/departments/changes",
    {
      config: keeping,
      schema: { body: DepartmentChangesBody, response: { 200: DepartmentsSavedReply } },
    },
    (request) =>
      changeDepartments(db, request.body, {
        accountId: whoAsks(request).accountId,
        scope: scopeFor(request, "rules.manage"),
        now: now(),
      }),
  );

  app.get(
    "/api/departments/seats",
    { config: seating, schema: { response: { 200: SeatsReply } } },
    (request) => seatsFor(db, { ...administering(request), now: now() }),
  );

  app.post(
    "/api/departments/seats",
    { config: seating, schema: { body: SeatsBody, response: { 200: SeatsReply } } },
    async (request) => {
      const by = { ...administering(request), now: now() };
      await bindDuties(db, request.body, by);
      return seatsFor(db, by);
    },
  );
};
