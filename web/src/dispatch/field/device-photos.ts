import { photoFacts } from "@onegrid/core/dispatch";
import type { Position } from "@onegrid/core/geometry";
import { newKey } from "../board/requests.ts";
import { shrinkPicture } from "../report/shrink-picture.ts";

/** A picture that was taken for a report or a step, shrunk and freed of what the camera wrote into it. */
export interface DevicePhoto {
  readonly id: string;
  readonly blob: Blob;
  readonly url: string;
}

/** Makes a file of the camera fit to be kept and sent. Throws `dispatch.bad-photo` where it is no picture. */
export async function takePhoto(
  file: File,
): Promise<{ readonly photo: DevicePhoto; readonly takenAt: Position | null }> {
  const { position } = photoFacts(new Uint8Array(await file.arrayBuffer()));
  const blob = await shrinkPicture(file);
  const photo = { id: newKey(), blob, url: URL.createObjectURL(blob) };
  return { photo, takenAt: position && [position[0], position[1]] };
}

export const dropPhoto = ({ url }: DevicePhoto): void => URL.revokeObjectURL(url);
