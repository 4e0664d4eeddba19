import type { Position } from "@onegrid/core/geometry";
import { Button } from "antd";
import { useState } from "react";
import { useText } from "../../i18n/index.ts";
import { Field } from "../card/field.tsx";
import { PhotoField } from "./photo-field.tsx";
import { changeDraft, placeAtPhoto, type ReportDraft } from "./report-store.ts";

/** Photos of a report. The place that a camera wrote down is offered, and used only at a press. */
export function ReportPhotos({ draft }: { readonly draft: ReportDraft }) {
  const t = useText();
  const [taken, setTaken] = useState<Position | null>(null);
  return (
    <Field label={t("dispatch:report.photos")}>
      <PhotoField
        photos={draft.photos}
        needed={0}
        onChange={(photos) => changeDraft({ photos })}
        onPlace={setTaken}
      />
      {taken !== null && (
        <p className="og-photo-place" role="status">
          <span className="og-muted">{t("dispatch:report.photoPlace")}</span>{" "}
          <Button
            size="small"
            onClick={() => {
              placeAtPhoto(taken);
              setTaken(null);
            }}
          >
            {t("dispatch:report.usePhotoPlace")}
          </Button>
        </p>
      )}
    </Field>
  );
}
