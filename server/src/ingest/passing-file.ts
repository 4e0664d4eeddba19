import multipart from "@fastify/multipart";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { Problem } from "../problem.ts";
import { refuseBrokenForm, uploadParts } from "./receive-import.ts";
import { UploadStore, type StoredFile } from "./upload-store.ts";

/** Hands the one file of a request to `read`; of the file itself nothing is kept, whatever comes of it. */
export type ReadPassing = <T>(
  request: FastifyRequest,
  read: (file: StoredFile) => Promise<T>,
) => Promise<T>;

/** Lets the routes of a plugin take one file at a time, which lies in a folder of theirs while it is read. */
export async function takePassingFiles(
  app: FastifyInstance,
  folder: string,
  mostBytes: number,
): Promise<ReadPassing> {
  const uploads = new UploadStore(folder, mostBytes);
  await uploads.sweep();
  await app.register(multipart, { limits: { fileSize: mostBytes + 1, files: 1, fields: 0 } });
  return async (request, read) => {
    const { id, files } = await uploads.receive(uploadParts(request)).catch(refuseBrokenForm);
    try {
      const [file] = files;
      if (!file) throw new Problem({ code: "ingest.no-files" });
      return await read(file);
    } finally {
      await uploads.remove(id);
    }
  };
}
