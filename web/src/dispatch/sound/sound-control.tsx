import { Button, Checkbox } from "antd";
import { useText } from "../../i18n/index.ts";
import { BellIcon, BellOffIcon } from "../../ui/icons.tsx";
import { useNow } from "../board/use-now.ts";
import { hourWords } from "../board/case-words.ts";
import { isQuiet } from "./sound-settings.ts";
import { keepQuiet, setVolume, tryOut, turnSound, useSound } from "./sound-store.ts";
import "./sound.css";

const LOOK_MS = 5_000;

const showPanel = (isShown: boolean): void => useSound.setState({ isShown });

/** How the desk calls (声音提醒), in words; opens everything about it. */
export function SoundButton() {
  const t = useText();
  const { isOn, isShown, quietUntil } = useSound();
  const isQuietNow = useIsQuiet();
  const isSilent = !isOn || isQuietNow;
  const words = !isOn
    ? t("dispatch:sound.off")
    : isSilent
      ? t("dispatch:sound.quietUntil", { time: hourWords(quietUntil) })
      : t("dispatch:sound.on");
  return (
    <button
      type="button"
      className="og-inline-button og-sound-button"
      aria-expanded={isShown}
      onClick={() => showPanel(!isShown)}
    >
      {isSilent ? <BellOffIcon /> : <BellIcon />}
      {words}
    </button>
  );
}

function useIsQuiet(): boolean {
  const now = useNow(LOOK_MS);
  return isQuiet(useSound(), now);
}

/** Whether, how loud, and not just now. */
export function SoundPanel() {
  const t = useText();
  const { isOn, isShown } = useSound();
  if (!isShown) return null;
  return (
    <section className="og-sound" aria-label={t("dispatch:sound.title")}>
      <Checkbox checked={isOn} onChange={(event) => turnSound(event.target.checked)}>
        {t("dispatch:sound.want")}
      </Checkbox>
      {isOn && <Settings />}
    </section>
  );
}

function Settings() {
  const t = useText();
  const isQuietNow = useIsQuiet();
  const { volume, isWaiting } = useSound();
  return (
    <>
      {isWaiting && (
        <p className="og-muted" role="status">
          {t("dispatch:sound.waiting")}
        </p>
      )}
      <label className="og-sound-volume">
        {t("dispatch:sound.volume")}
        <input
          type="range"
          min={0}
          max={100}
          step={5}
          value={Math.round(volume * 100)}
          onChange={(event) => setVolume(Number(event.target.value) / 100)}
        />
      </label>
      <div className="og-chips">
        <Button size="small" onClick={() => void tryOut("urgent")}>
          {t("dispatch:sound.tryUrgent")}
        </Button>
        <Button size="small" onClick={() => void tryOut("late")}>
          {t("dispatch:sound.tryLate")}
        </Button>
        <Button size="small" onClick={() => keepQuiet(!isQuietNow)}>
          {t(isQuietNow ? "dispatch:sound.again" : "dispatch:sound.quiet")}
        </Button>
      </div>
    </>
  );
}
