import { useText } from "../i18n/index.ts";
import type { Level } from "./rows.ts";

interface SwitchesProps<Option extends string> {
  readonly label: string;
  readonly options: readonly Option[];
  readonly chosen: Option;
  readonly words: (option: Option) => string;
  readonly onChoose: (option: Option) => void;
  readonly className?: string;
}

/** A row of buttons of which one is in. */
export function Switches<Option extends string>({
  label,
  options,
  chosen,
  words,
  onChoose,
  className = "",
}: SwitchesProps<Option>) {
  return (
    <div className={`og-switches ${className}`} role="group" aria-label={label}>
      {options.map((option) => (
        <button
          key={option}
          type="button"
          aria-pressed={option === chosen}
          onClick={() => onChoose(option)}
        >
          {words(option)}
        </button>
      ))}
    </div>
  );
}

interface LevelSwitchProps {
  readonly levels: readonly Level[];
  readonly level: Level;
  readonly onLevel: (level: Level) => void;
  readonly className?: string;
}

/** Streets, communities or grids; nothing where there is one level only. */
export function LevelSwitch({ levels, level, onLevel, className = "" }: LevelSwitchProps) {
  const t = useText();
  if (levels.length < 2) return null;
  return (
    <Switches
      label={t("coverage:table.level")}
      options={levels}
      chosen={level}
      words={(each) => t(`coverage:level.${each}`)}
      onChoose={onLevel}
      className={className}
    />
  );
}
