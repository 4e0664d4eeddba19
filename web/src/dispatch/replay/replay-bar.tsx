import { Button } from "antd";
import type { KeyboardEvent } from "react";
import { isoDay } from "../../i18n/days.ts";
import { useText } from "../../i18n/index.ts";
import { clockWords, DAY_MINUTES, instantAt, minuteOf } from "./replay-moment.ts";
import {
  goToInstant,
  leaveReplay,
  setSpeed,
  SPEEDS,
  useReplay,
  type Replay,
} from "./replay-store.ts";
import "./replay.css";

const DAY_MS = 86_400_000;
const STEP_MINUTES = 5;

/** Over the map while the past is shown: which moment it is, and the way through time. */
export function ReplayBar() {
  const replay = useReplay((state) => state.replay);
  return replay === null ? null : <Bar replay={replay} />;
}

function Bar({ replay }: { readonly replay: Replay }) {
  const t = useText();
  const { now } = replay.shown;
  const moment = `${isoDay(new Date(now))} ${clockWords(minuteOf(now))}`;
  const isLoading = replay.shown.now !== replay.instant || replay.shown.load.kind === "loading";
  return (
    <section
      className="og-replay"
      aria-label={t("dispatch:replay.title")}
      data-covers-map
      onKeyDown={playByKey}
    >
      <p className="og-replay-banner" role="status">
        <strong>{t("dispatch:replay.banner")}</strong>
        <b className="og-number">{moment}</b>
        <span>{t(isLoading ? "dispatch:replay.loading" : "dispatch:replay.noCommands")}</span>
        <Button size="small" type="primary" onClick={leaveReplay}>
          {t("dispatch:replay.back")}
        </Button>
      </p>
      <div className="og-replay-controls">
        <DayField instant={replay.instant} />
        <Slider instant={replay.instant} />
        <PlayButtons speed={replay.speed} />
      </div>
    </section>
  );
}

function playByKey(event: KeyboardEvent): void {
  if (event.key !== " " || event.target instanceof HTMLButtonElement) return;
  event.preventDefault();
  setSpeed(useReplay.getState().replay?.speed === 0 ? SPEEDS[0] : 0);
}

const goToDay = (day: string, instant: number): void => {
  const next = instantAt(day, minuteOf(instant), Date.now());
  if (next !== null) goToInstant(next);
};

function DayField({ instant }: { readonly instant: number }) {
  const t = useText();
  const today = isoDay(new Date());
  const day = isoDay(new Date(instant));
  return (
    <span className="og-replay-day">
      <Button
        size="small"
        aria-label={t("dispatch:replay.dayBefore")}
        onClick={() => goToInstant(instant - DAY_MS)}
      >
        ‹
      </Button>
      <input
        type="date"
        value={day}
        max={today}
        aria-label={t("dispatch:replay.day")}
        onChange={(event) => goToDay(event.target.value, instant)}
      />
      <Button
        size="small"
        aria-label={t("dispatch:replay.dayAfter")}
        disabled={day >= today}
        onClick={() => goToInstant(instant + DAY_MS)}
      >
        ›
      </Button>
    </span>
  );
}

function Slider({ instant }: { readonly instant: number }) {
  const t = useText();
  const minute = minuteOf(instant);
  const day = isoDay(new Date(instant));
  const isToday = day === isoDay(new Date());
  return (
    <label className="og-replay-slider">
      <input
        type="range"
        min={0}
        max={isToday ? minuteOf(Date.now()) : DAY_MINUTES - 1}
        step={STEP_MINUTES}
        value={minute}
        aria-label={t("dispatch:replay.time")}
        aria-valuetext={clockWords(minute)}
        onChange={(event) => {
          const next = instantAt(day, Number(event.target.value), Date.now());
          if (next !== null) goToInstant(next);
        }}
      />
      <output className="og-number">{clockWords(minute)}</output>
    </label>
  );
}

function PlayButtons({ speed }: { readonly speed: Replay["speed"] }) {
  const t = useText();
  return (
    <span className="og-replay-play" role="group" aria-label={t("dispatch:replay.play")}>
      {SPEEDS.map((each) => (
        <Button
          key={each}
          size="small"
          aria-pressed={speed === each}
          type={speed === each ? "primary" : "default"}
          title={t(each === 60 ? "dispatch:replay.slow" : "dispatch:replay.fast")}
          onClick={() => setSpeed(speed === each ? 0 : each)}
        >
          {speed === each ? "❚❚" : "▶"} ×{each}
        </Button>
      ))}
    </span>
  );
}
