import type { Bbox } from "@onegrid/core/geometry";
import type { FastifyRequest } from "fastify";
import { refusePersonalText } from "../access/personal-text.ts";
import { Problem } from "../problem.ts";
import { describeSource } from "./describe-source.ts";
import type { JobFile } from "./import-jobs.ts";
import {
  isPartOfShapefile,
  MOST_FILES,
  tooLarge,
  type UploadPart,
  type UploadStore,
} from "./upload-store.ts";

interface Receiving {
  readonly parts: AsyncIterable<UploadPart>;
  /** What the request says of its length; 0 when it does not. */
  readonly declaredBytes: number;
  readonly district: Bbox | null;
}

/** Room for the multipart lines round the files. */
const FRAMING_BYTES = 65_536;

/**
 * Takes files from a browser and says what each is. A file that cannot be taken carries its
 * refusal; when none can, the whole is refused and nothing is kept.
 */
export async function receiveImport(
  uploads: UploadStore,
  { parts, declaredBytes, district }: Receiving,
): Promise<{ id: string; files: JobFile[] }> {
  if (declaredBytes > uploads.mostBytes + FRAMING_BYTES)
    throw new Problem(tooLarge("", declaredBytes, uploads.mostBytes));
  const { id, files: stored } = await uploads.receive(parts).catch(refuseBrokenForm);
  try {
    const files: JobFile[] = [];
    for (const file of stored.filter((candidate) => !isPartOfShapefile(candidate, stored))) {
      const described = await describeSource(file.path, { name: file.name, district });
      files.push({
        ...file,
        description: described.ok ? described.value : null,
        refusal: described.ok ? null : described.error,
      });
    }
    const refusals = files.flatMap(({ refusal }) => refusal ?? []);
    const [first] = refusals;
    if (first && refusals.length === files.length) throw new Problem(first);
    return { id, files };
  } catch (error) {
    await uploads.remove(id);
    throw error;
  }
}

/** The files of a multipart request, one after the other as they arrive. */
export async function* uploadParts(request: FastifyRequest): AsyncGenerator<UploadPart> {
  if (!request.isMultipart()) throw new Problem({ code: "ingest.no-files" });
  try {
    for await (const part of request.parts()) {
      if (part.type !== "file") continue;
      refusePersonalName(part.filename);
      yield { name: part.filename, stream: part.file };
    }
  } catch (error) {
    if (isFileLimit(error)) throw new Problem({ code: "ingest.too-many-files", limit: MOST_FILES });
    refuseBrokenForm(error);
  }
}

/** What the parser says about a form that is cut off or bent is an error like any other, without a code. */
export function refuseBrokenForm(error: unknown): never {
  const isOfParser =
    error instanceof Error && !("code" in error) && /multipart|part header/i.test(error.message);
  if (!isOfParser) throw error;
  const reason = "not a whole multipart form";
  throw new Problem({ code: "request.invalid", place: "body", reason });
}

const isFileLimit = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "FST_FILES_LIMIT";

/** A file's name is kept and shown: it goes through the same door as any text. */
function refusePersonalName(name: string): void {
  refusePersonalText("file", "words", name);
}
