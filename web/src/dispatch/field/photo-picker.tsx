import type { Position } from "@onegrid/core/geometry";
import { useRef, useState } from "react";
import { useText } from "../../i18n/index.ts";
import { refusalSentence } from "../board/case-words.ts";
import { dropPhoto, takePhoto, type DevicePhoto } from "./device-photos.ts";

interface PhotoPickerProps {
  readonly photos: readonly DevicePhoto[];
  readonly needed: number;
  readonly onChange: (photos: readonly DevicePhoto[]) => void;
  readonly onPlace?: (position: Position) => void;
}

/** The camera, or pictures that are there: shrunk on the phone, one after the other. */
export function PhotoPicker({ photos, needed, onChange, onPlace }: PhotoPickerProps) {
  const t = useText();
  const input = useRef<HTMLInputElement>(null);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const add = async (files: readonly File[]): Promise<void> => {
    setBusy(true);
    setError(null);
    const added: DevicePhoto[] = [];
    try {
      for (const file of files) {
        const { photo, takenAt } = await takePhoto(file);
        added.push(photo);
        if (takenAt !== null) onPlace?.(takenAt);
      }
    } catch (failure) {
      setError(failure);
    }
    // What could be read stays, whatever the next one was.
    onChange([...photos, ...added]);
    setBusy(false);
  };
  return (
    <div role="group" aria-label={t("dispatch:form.photos")}>
      <div className="og-field-photos">
        <Pictures photos={photos} onChange={onChange} />
        <button
          type="button"
          className="og-field-camera"
          disabled={isBusy}
          onClick={() => input.current?.click()}
        >
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d="M3 8h4l2-3h6l2 3h4v11H3zM12 10a3.500 3.500 0 1 0 .001 0z" />
          </svg>
          {t(isBusy ? "field:shrinking" : "field:camera")}
          {needed > photos.length && (
            <small>{t("dispatch:form.photosNeeded", { count: needed })}</small>
          )}
        </button>
      </div>
      <input
        ref={input}
        type="file"
        accept="image/*"
        multiple
        hidden
        onChange={(event) => {
          void add([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
      {error !== null && (
        <p className="og-field-warning" role="alert">
          {refusalSentence(error)}
        </p>
      )}
    </div>
  );
}

function Pictures({ photos, onChange }: Pick<PhotoPickerProps, "photos" | "onChange">) {
  const t = useText();
  return photos.map((photo, at) => (
    <span key={photo.id} className="og-field-photo">
      <img src={photo.url} alt={t("dispatch:timeline.photo", { at: at + 1 })} />
      <button
        type="button"
        aria-label={t("dispatch:form.removePhoto")}
        onClick={() => {
          dropPhoto(photo);
          onChange(photos.filter(({ id }) => id !== photo.id));
        }}
      >
        ×
      </button>
    </span>
  ));
}
