import { photoFacts } from "@onegrid/core/dispatch";
import type { Position } from "@onegrid/core/geometry";
import { Button } from "antd";
import { useRef, useState } from "react";
import { useText } from "../../i18n/index.ts";
import { refusalSentence } from "../board/case-words.ts";
import { uploadPhoto } from "../board/requests.ts";
import { shrinkPicture } from "./shrink-picture.ts";

interface PhotoFieldProps {
  readonly photos: readonly string[];
  readonly needed: number;
  readonly onChange: (photos: readonly string[]) => void;
  /** Where a photo was taken, as its camera wrote; it goes nowhere unless somebody says so. */
  readonly onPlace?: (position: Position) => void;
}

interface Preview {
  readonly hash: string;
  readonly url: string;
}

/** Photos of the place: shrunk here, freed of what the camera wrote into them, then sent. */
export function PhotoField({ photos, needed, onChange, onPlace }: PhotoFieldProps) {
  const t = useText();
  const input = useRef<HTMLInputElement>(null);
  const [previews, setPreviews] = useState<readonly Preview[]>([]);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const add = async (files: readonly File[]): Promise<void> => {
    setBusy(true);
    setError(null);
    const added: Preview[] = [];
    try {
      for (const file of files) {
        const { position } = photoFacts(new Uint8Array(await file.arrayBuffer()));
        if (position !== null) onPlace?.([position[0], position[1]]);
        const picture = await shrinkPicture(file);
        added.push({ hash: await uploadPhoto(picture), url: URL.createObjectURL(picture) });
      }
    } catch (failure) {
      setError(failure);
    }
    // What could be read stays, whatever the next one was.
    setPreviews((old) => [...old, ...added]);
    if (added.length > 0) onChange([...new Set([...photos, ...added.map(({ hash }) => hash)])]);
    setBusy(false);
  };
  return (
    <div className="og-photos">
      <Previews
        previews={previews.filter(({ hash }) => photos.includes(hash))}
        onRemove={(hash) => onChange(photos.filter((each) => each !== hash))}
      />
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
      <Button size="small" loading={isBusy} onClick={() => input.current?.click()}>
        {t(isBusy ? "dispatch:form.uploading" : "dispatch:form.addPhoto")}
      </Button>
      {needed > 0 && (
        <span className="og-muted">{t("dispatch:form.photosNeeded", { count: needed })}</span>
      )}
      {error !== null && (
        <p className="og-case-error" role="alert">
          {refusalSentence(error)}
        </p>
      )}
    </div>
  );
}

interface PreviewsProps {
  readonly previews: readonly Preview[];
  readonly onRemove: (hash: string) => void;
}

function Previews({ previews, onRemove }: PreviewsProps) {
  const t = useText();
  return previews.map(({ hash, url }, at) => (
    <span key={hash} className="og-photo">
      <img src={url} alt={t("dispatch:timeline.photo", { at: at + 1 })} />
      <button
        type="button"
        aria-label={t("dispatch:form.removePhoto")}
        onClick={() => onRemove(hash)}
      >
        ×
      </button>
    </span>
  ));
}
