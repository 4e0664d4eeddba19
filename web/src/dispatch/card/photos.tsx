import { useText } from "../../i18n/index.ts";

interface PhotosProps {
  readonly caseId: string;
  readonly photos: readonly string[];
}

/** Pictures of a step, each opens large. */
export function Photos({ caseId, photos }: PhotosProps) {
  const t = useText();
  if (photos.length === 0) return null;
  return (
    <div className="og-photos">
      {photos.map((hash, at) => {
        const url = `/api/cases/${encodeURIComponent(caseId)}/photos/${hash}`;
        return (
          <a key={hash} className="og-photo" href={url} target="_blank" rel="noreferrer">
            <img src={url} loading="lazy" alt={t("dispatch:timeline.photo", { at: at + 1 })} />
          </a>
        );
      })}
    </div>
  );
}
