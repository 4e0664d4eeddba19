import type { HotSpotField, HotSpotsReply } from "@onegrid/core/dispatch/hot-spots-contract";
import { Spin } from "antd";
import { count as countWords, useText } from "../../i18n/index.ts";
import { goTo, goToBox, selectObject } from "../../map/index.ts";
import { errorSentence } from "../../problem-text.ts";
import { changeFilter, useBoard } from "../board/board-store.ts";
import { HOT_SPOT_LAYER, openSpotId, spotId, useHotSpots } from "./hot-spots-store.ts";
import { chanceFigure, spotFigures, spotName } from "./spot-words.ts";
import "./hot-spots.css";

/** The table twin of the layer: every hot spot (热点), and its cases at a key. */
export function HotSpotList() {
  const t = useText();
  const { data, error } = useHotSpots();
  return (
    <section
      className="og-hot-spots"
      aria-label={t("dispatch:hot.entry")}
      aria-busy={data === null}
    >
      <h3>{t("dispatch:hot.entry")}</h3>
      {error !== null && <p role="alert">{errorSentence(error)}</p>}
      {error === null && data === null && (
        <p role="status" className="og-muted">
          <Spin size="small" /> {t("dispatch:hot.looking")}
        </p>
      )}
      {data !== null && <Found data={data} />}
    </section>
  );
}

function Found({ data }: { readonly data: HotSpotsReply }) {
  const t = useText();
  const { spots, mostDays: days, usualDays: usual, total } = data;
  return (
    <>
      {spots.length === 0 ? (
        <p role="status">{t("dispatch:hot.none", { days })}</p>
      ) : (
        <ol>
          {spots.map((spot) => (
            <Spot key={spotId(spot)} spot={spot} />
          ))}
        </ol>
      )}
      <Densest data={data} />
      <p className="og-muted">{t("dispatch:hot.about", { usual, total: countWords(total) })}</p>
    </>
  );
}

function Spot({ spot }: { readonly spot: HotSpotField }) {
  const t = useText();
  const isOpen = useBoard(openSpotId) === spotId(spot);
  const { count, caseIds, days } = spot;
  return (
    <li>
      <button type="button" aria-pressed={isOpen} onClick={() => (isOpen ? close() : open(spot))}>
        <strong translate="no">{spotName(spot)}</strong>
        <span className="og-number">
          {t("dispatch:hot.row", { days, figures: spotFigures(spot), chance: chanceFigure(spot) })}
        </span>
        {caseIds.length < count && (
          <small>{t("dispatch:hot.newest", { shown: caseIds.length })}</small>
        )}
      </button>
    </li>
  );
}

const close = (): void => changeFilter({ named: null });

function open(spot: HotSpotField): void {
  selectObject(HOT_SPOT_LAYER, spotId(spot));
  const corners = spot.geometry.coordinates.flat(2);
  const [lngs, lats] = [0, 1].map((axis) => corners.map((corner) => corner[axis] ?? 0));
  if (lngs === undefined || lats === undefined || corners.length === 0) return;
  goToBox([Math.min(...lngs), Math.min(...lats), Math.max(...lngs), Math.max(...lats)]);
}

const CLOSE_ZOOM = 16;

function Densest({ data }: { readonly data: HotSpotsReply }) {
  const t = useText();
  if (data.densest.length === 0) return null;
  return (
    <details>
      <summary>{t("dispatch:hot.densest", { days: data.mostDays })}</summary>
      <ol>
        {data.densest.map(({ id, code, name, count, households, position }) => (
          <li key={id}>
            <button
              type="button"
              className="og-inline-button"
              disabled={position === null}
              onClick={() => position && goTo([position[0], position[1]], CLOSE_ZOOM)}
            >
              {name || code}
            </button>{" "}
            <span className="og-muted og-number">
              {t("dispatch:hot.per100", {
                rate: ((count * 100) / households).toFixed(2),
                count,
                households,
              })}
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}
