import { ApiProblem } from "../../api.ts";

const LONGEST_SIDE = 1600;
const QUALITY = 0.82;

/**
 * A picture at most 1,600 pixels long, as JPEG. Drawing it anew leaves behind place, time and device
 * that the camera wrote into the file.
 */
export async function shrinkPicture(file: Blob): Promise<Blob> {
  const picture = await createImageBitmap(file).catch(() => null);
  if (picture === null) throw unreadable();
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const shrunk = await new Promise<Blob | null>((resolve) =>
    canvas.toBlob(resolve, "image/jpeg", QUALITY),
  );
  if (shrunk === null) throw unreadable();
  return shrunk;
}

const unreadable = (): ApiProblem =>
  new ApiProblem({
    code: "dispatch.bad-photo",
    status: 0,
    detail: "",
    requestId: "",
    values: {},
  });
