import { DEFAULT_SPEEDS } from "@onegrid/core/coverage";
import { STATION_KINDS } from "@onegrid/core/organisation";
import { useEffect, useState } from "react";
import { useText } from "../i18n/index.ts";
import { HourChoice, ServiceChoice } from "./choice-fields.tsx";
import {
  DEFAULT_QUESTION,
  isProfile,
  PRESETS,
  PROFILES,
  RANGES,
  type Limit,
  type Question,
} from "./question.ts";
import { ask, useCoverage } from "./store.ts";

/** A slider is asked about when it rests, not at each step. */
const REST_MS = 250;

/** Any limit, speed, gates, hour, service and kinds: what the quick switches leave out. */
export function DefinitionForm() {
  const t = useText();
  const question = useCoverage((state) => state.question);
  const inferredGates = useCoverage((state) => state.result?.inferredGates ?? 0);
  return (
    <div id="og-definition-form" className="og-definition-form">
      <fieldset className="og-choices">
        <legend>{t("coverage:form.basis")}</legend>
        {(["distance", "time"] as const).map((basis) => (
          <label key={basis}>
            <input
              type="radio"
              name="og-coverage-basis"
              checked={question.limit.basis === basis}
              onChange={() => void ask({ limit: PRESETS[basis === "distance" ? 0 : 1].limit })}
            />
            {t(`coverage:form.${basis}`)}
          </label>
        ))}
      </fieldset>
      <LimitFields limit={question.limit} />
      {inferredGates > 0 && <GateChoice gates={question.gates} />}
      <HourChoice at={question.at} />
      <ServiceChoice service={question.service} />
      <KindChoice kinds={question.kinds} />
    </div>
  );
}

const askLimit = (limit: Limit): void => void ask({ limit });

function LimitFields({ limit }: { readonly limit: Limit }) {
  const t = useText();
  if (limit.basis === "time") return <TimeFields limit={limit} />;
  return (
    <Slider
      label={t("coverage:form.metres")}
      unit={t("coverage:form.metresUnit")}
      range={RANGES.metres}
      value={limit.metres}
      onRest={(metres) => askLimit({ ...limit, metres })}
    />
  );
}

function TimeFields({ limit }: { readonly limit: Extract<Limit, { basis: "time" }> }) {
  const t = useText();
  return (
    <>
      <Slider
        label={t("coverage:form.minutes")}
        unit={t("coverage:form.minutesUnit")}
        range={RANGES.minutes}
        value={limit.minutes}
        onRest={(minutes) => askLimit({ ...limit, minutes })}
      />
      <label className="og-definition-field">
        <span>{t("coverage:form.profile")}</span>
        <select
          value={limit.profile}
          onChange={({ target: { value } }) => {
            if (isProfile(value))
              askLimit({ ...limit, profile: value, metresPerSecond: DEFAULT_SPEEDS[value] });
          }}
        >
          {PROFILES.map((profile) => (
            <option key={profile} value={profile}>
              {t(`coverage:profile.${profile}`)}
            </option>
          ))}
        </select>
      </label>
      <Slider
        label={t("coverage:form.speed")}
        unit={t("coverage:form.speedUnit")}
        range={RANGES.metresPerSecond}
        value={limit.metresPerSecond}
        onRest={(metresPerSecond) => askLimit({ ...limit, metresPerSecond })}
      />
    </>
  );
}

interface SliderProps {
  readonly label: string;
  readonly unit: string;
  readonly range: { readonly min: number; readonly max: number; readonly step: number };
  readonly value: number;
  readonly onRest: (value: number) => void;
}

function Slider({ label, unit, range, value, onRest }: SliderProps) {
  const [draft, setDraft] = useState<number | null>(null);
  useEffect(() => {
    if (draft === null) return undefined;
    const timer = setTimeout(() => {
      onRest(draft);
      setDraft(null);
    }, REST_MS);
    return () => clearTimeout(timer);
    // A new callback with each render is no new movement of the slider.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [draft]);
  const shown = draft ?? value;
  return (
    <label className="og-definition-field">
      <span>{label}</span>
      <input
        type="range"
        {...range}
        value={shown}
        aria-valuetext={`${shown} ${unit}`}
        onChange={(event) => setDraft(Number(event.target.value))}
      />
      <output className="og-number">
        {shown} {unit}
      </output>
    </label>
  );
}

function GateChoice({ gates }: Pick<Question, "gates">) {
  const t = useText();
  return (
    <fieldset className="og-choices">
      <legend>{t("coverage:form.gates")}</legend>
      {(["optimistic", "pessimistic"] as const).map((policy) => (
        <label key={policy}>
          <input
            type="radio"
            name="og-coverage-gates"
            checked={gates === policy}
            onChange={() => void ask({ gates: policy })}
          />
          {t(`coverage:form.${policy}`)}
        </label>
      ))}
    </fieldset>
  );
}

function KindChoice({ kinds }: Pick<Question, "kinds">) {
  const t = useText();
  const inForce = useCoverage((state) => state.result?.kinds ?? []);
  const chosen = new Set<string>(kinds ?? inForce);
  const toggle = (kind: string): void => {
    const next = STATION_KINDS.filter((each) => chosen.has(each) !== (each === kind));
    void ask({ kinds: next.length === 0 ? null : next });
  };
  return (
    <fieldset className="og-choices og-kinds">
      <legend>{t("coverage:form.kinds")}</legend>
      {STATION_KINDS.map((kind) => (
        <label key={kind}>
          <input type="checkbox" checked={chosen.has(kind)} onChange={() => toggle(kind)} />
          {t(`map:station.${kind}`)}
        </label>
      ))}
      <button
        type="button"
        className="og-link-button"
        disabled={kinds === null}
        onClick={() => void ask({ kinds: DEFAULT_QUESTION.kinds })}
      >
        {t("coverage:form.usualKinds")}
      </button>
    </fieldset>
  );
}
