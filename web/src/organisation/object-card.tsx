import type { Bbox, Position } from "@onegrid/core/geometry";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { WhyLink } from "../access/index.ts";
import { call, isProblem, route } from "../api.ts";
import {
  count,
  currentLanguage,
  isTextKey,
  useText,
  type TextKey,
  type Translate,
} from "../i18n/index.ts";
import { goToBox } from "../map/camera.ts";
import { clearSelection, useMapState } from "../map/map-store.ts";
import { isStationKind } from "../map/station-signs.ts";
import { errorSentence } from "../problem-text.ts";
import { IconButton } from "../ui/icon-button.tsx";
import { CloseIcon, TargetIcon } from "../ui/icons.tsx";
import { CityUnitGrids } from "./city-unit-grids.tsx";
import { hoursWords } from "./hours-words.ts";
import { CardAction } from "./print-board.tsx";
import "./object-card.css";

interface ObjectCardData {
  readonly layer: string;
  readonly id: string;
  readonly name?: string;
  readonly center: Position;
  readonly bbox: Bbox;
  readonly properties: Readonly<Record<string, unknown>>;
}

const getObject = route<undefined, ObjectCardData>()("GET", "/api/objects/:layer/:id");

/** Layers the card tells about; another layer's selection is its own workspace's business. */
const KINDS: Readonly<Record<string, TextKey>> = {
  areas: "organisation:kind.area",
  grids: "organisation:kind.grid",
  city_units: "organisation:kind.cityUnit",
  compounds: "organisation:kind.compound",
  buildings: "organisation:kind.building",
  stations: "organisation:kind.station",
  gates: "organisation:kind.gate",
  ways: "organisation:kind.way",
};

function useChosenObject() {
  const selection = useMapState((state) => state.selection);
  const chosen = selection.kind === "object" && selection.layer in KINDS ? selection : null;
  const query = useQuery({
    queryKey: ["object", chosen?.layer, chosen?.id],
    enabled: chosen !== null,
    queryFn: ({ signal }) =>
      call(getObject, { params: { layer: chosen?.layer ?? "", id: chosen?.id ?? "" }, signal }),
    retry: (tries, error) => tries < 2 && !isProblem(error, "request.not-found"),
  });
  return { chosen, query };
}

/** What is known about the object that was clicked or found. */
export function ObjectCard() {
  const t = useText();
  const { chosen, query } = useChosenObject();
  const { data, error } = query;
  const kind = chosen === null ? undefined : KINDS[chosen.layer];
  const name = data === undefined ? "" : nameOf(data);
  useAnnounced(
    chosen !== null && data !== undefined ? t("map:selected", { name: name || data.id }) : "",
  );
  if (chosen === null || kind === undefined) return null;
  return (
    <section className="og-object-card" aria-label={t("organisation:card.label")}>
      <header>
        <div>
          <small>{t(kind)}</small>
          <h2 translate="no">{name || t(kind)}</h2>
        </div>
        {data !== undefined && (
          <IconButton
            label={t("organisation:card.zoom")}
            onClick={() => goToBox(data.bbox, { maxZoom: 18 })}
          >
            <TargetIcon />
          </IconButton>
        )}
        <IconButton label={t("shell:close")} shortcut="Esc" onClick={clearSelection}>
          <CloseIcon />
        </IconButton>
      </header>
      {error !== null && (
        <p className="og-muted">
          {errorSentence(error)}
          <WhyLink error={error} />
        </p>
      )}
      {data !== undefined && (
        <>
          <CardAction layer={chosen.layer} id={data.id} properties={data.properties} />
          <Properties layer={chosen.layer} properties={data.properties} t={t} />
        </>
      )}
    </section>
  );
}

const nameOf = ({ name, properties }: ObjectCardData): string => {
  const found = name ?? properties["name"];
  return typeof found === "string" ? found : "";
};

/** Says it to those who do not see the map (`aria-live` line of the page). */
function useAnnounced(words: string): void {
  useEffect(() => {
    const line = document.querySelector("#og-announce");
    if (line !== null) line.textContent = words;
  }, [words]);
}

interface PropertiesProps {
  readonly layer: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly t: Translate;
}

function Properties({ layer, properties, t }: PropertiesProps) {
  const rows = Object.entries(properties).filter(
    ([key, value]) => key !== "name" && isWorthSaying(value),
  );
  return (
    <>
      <dl>
        {rows.map(([key, value]) => (
          <div key={key}>
            <dt>{fieldName(key, t)}</dt>
            <dd translate="no">{valueWords(layer, key, value, t)}</dd>
          </div>
        ))}
      </dl>
      {layer === "city_units" && <CityUnitGrids properties={properties} />}
    </>
  );
}

const isWorthSaying = (value: unknown): boolean =>
  value !== null &&
  value !== undefined &&
  value !== "" &&
  !(Array.isArray(value) && (value.length === 0 || value.some(isRecord))) &&
  !isRecord(value);

const isRecord = (value: unknown): boolean =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** `field.` texts are named like the attributes; an attribute without one shows its own name. */
function fieldName(key: string, t: Translate): string {
  const name = `organisation:field.${key}`;
  return isTextKey(name) ? t(name) : key;
}

function valueWords(layer: string, key: string, value: unknown, t: Translate): string {
  if (Array.isArray(value)) return value.map(String).join("、");
  if (typeof value === "boolean")
    return t(value ? "organisation:value.yes" : "organisation:value.no");
  if (typeof value === "number") return key === "storeys" ? String(value) : count(value);
  if (typeof value !== "string") return "";
  if (key === "hours") return hoursWords(value, currentLanguage());
  return codeWords(layer, key, value, t) ?? value;
}

const CODED = ["access", "use", "household_source", "evidence"];

function codeWords(layer: string, key: string, value: string, t: Translate): string | null {
  if (layer === "stations" && key === "kind" && isStationKind(value))
    return t(`map:station.${value}`);
  const areaKind = (["city", "district", "street", "community"] as const).find(
    (kind) => layer === "areas" && key === "kind" && kind === value,
  );
  if (areaKind !== undefined) return t(`organisation:areaKind.${areaKind}`);
  const words = `organisation:value.${value}`;
  return CODED.includes(key) && isTextKey(words) ? t(words) : null;
}
