import { MOST_PIXELS, pictureSize, type PictureSize } from "@onegrid/core/dispatch";
import { ApiProblem } from "../../api.ts";

const LONGEST_SIDE = 1600;
const QUALITY = 0.82;

/**
 * A picture at most 1,600 pixels long, as JPEG. Drawing it anew leaves behind place, time and device
 * that the camera wrote into the file. It is made small while it is read, so that 40 million pixels never
 * stand in the phone's memory beside it. Throws a problem where it is no picture, or too large for that.
 */
export async function shrinkPicture(file: Blob): Promise<Blob> {
  const small = await smallSize(file);
  const picture = await createImageBitmap(file, small).catch(() => null);
  if (picture === null) throw unreadable();
  const canvas = document.createElement("canvas");
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const shrunk = await new Promise<Blob | null>((resolve) =>
    canvas.toBlob(resolve, "image/jpeg", QUALITY),
  );
  // The canvas keeps its pixels for as long as anybody knows it.
  canvas.width = 0;
  if (shrunk === null) throw unreadable();
  return shrunk;
}

/** What the browser is asked to make of it; a kind that we cannot measure is left to it. */
async function smallSize(file: Blob): Promise<ImageBitmapOptions> {
  const size = pictureSize(new Uint8Array(await file.arrayBuffer()));
  if (size === null) return {};
  const { width, height } = size;
  if (width * height > MOST_PIXELS) throw tooLarge(size);
  const scale = LONGEST_SIDE / Math.max(width, height);
  if (scale >= 1) return {};
  return {
    resizeWidth: Math.max(1, Math.round(width * scale)),
    resizeHeight: Math.max(1, Math.round(height * scale)),
    resizeQuality: "medium",
  };
}

const tooLarge = ({ width, height }: PictureSize): ApiProblem =>
  new ApiProblem({
    code: "dispatch.photo-too-large",
    status: 0,
    detail: "",
    requestId: "",
    values: {
      megapixels: Math.ceil((width * height) / 1_000_000),
      most: MOST_PIXELS / 1_000_000,
    },
  });

const unreadable = (): ApiProblem =>
  new ApiProblem({
    code: "dispatch.bad-photo",
    status: 0,
    detail: "",
    requestId: "",
    values: {},
  });
