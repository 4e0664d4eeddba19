import { Select } from "antd";
import { useEffect } from "react";
import { useLanguage, useText } from "../../i18n/index.ts";
import { enterMode, leaveMode, type MapMode } from "../../map/index.ts";
import { categoryWord, momentWords } from "../board/case-words.ts";
import { useDesk } from "../board/desk-store.ts";
import type { VerbFieldProps } from "./verb-field.tsx";

type PickedProps = Pick<VerbFieldProps, "values" | "change">;

/** The case to merge into: one of those that may be the same problem. */
export function TargetField({ values, change }: PickedProps) {
  const t = useText();
  const language = useLanguage();
  const advice = useDesk((state) => state.advice);
  const duplicates = advice.kind === "ready" ? advice.data.duplicates : [];
  const open = duplicates.filter(({ card }) => card.closedAt === null);
  return (
    <Select
      value={values.targetId}
      loading={advice.kind === "loading"}
      options={open.map(({ caseId, card }) => ({
        value: caseId,
        label: `${categoryWord(card.categoryId, language)} · ${momentWords(card.reportedAt, language)} · ${card.number}`,
      }))}
      style={{ width: "100%" }}
      aria-label={t("dispatch:form.target")}
      placeholder={t("dispatch:form.targetHint")}
      notFoundContent={t("dispatch:form.noTargets")}
      onChange={(targetId) => change({ targetId })}
    />
  );
}

const VERIFIERS = ["grid_staff", "grid_head"];

/** Who looks on site: grid staff, nearest first. */
export function VerifierField({ values, change }: PickedProps) {
  const t = useText();
  const language = useLanguage();
  const advice = useDesk((state) => state.advice);
  const ranked = advice.kind === "ready" ? advice.data.ranked : [];
  const options = ranked
    .filter(({ role }) => VERIFIERS.includes(role))
    .map(({ candidateId, name, sentence }) => ({
      value: candidateId,
      label: `${name} · ${language === "en" ? sentence.en : sentence.zh}`,
    }));
  return (
    <Select
      value={values.verifierId}
      loading={advice.kind === "loading"}
      options={options}
      style={{ width: "100%" }}
      aria-label={t("dispatch:form.verifier")}
      notFoundContent={t("dispatch:advice.nobody")}
      onChange={(verifierId) => change({ verifierId })}
    />
  );
}

const MODE_ID = "dispatch.move-case";

/** The new place, by a click on the map. */
export function PlaceField({ values, change }: PickedProps) {
  const t = useText();
  useEffect(() => {
    const mode: MapMode = {
      id: MODE_ID,
      enter: (map) => {
        map.setCursor("crosshair");
        map.on("click", ({ position }) => change({ position }));
        return undefined;
      },
    };
    enterMode(mode);
    return () => leaveMode(MODE_ID);
    // `change` is made anew with each render; the mode of the first does the same.
  }, []);
  const { position } = values;
  return (
    <span className="og-number">
      {position === null
        ? t("dispatch:form.placeHint")
        : `${position[0].toFixed(6)}, ${position[1].toFixed(6)}`}
    </span>
  );
}
