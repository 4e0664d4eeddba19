import { percentText, type Rate } from "@onegrid/core/dispatch";
import { useText } from "../i18n/index.ts";
import type { OpenedFigure } from "./figure-cases.tsx";
import { FigureNumber, type RowOf } from "./group-table.tsx";

type FigureRate = Rate & { readonly figure: OpenedFigure["figure"] };

interface RateCellsProps {
  readonly rates: readonly FigureRate[];
  readonly row: RowOf;
  /** Why there is nothing where there is nothing to divide by. */
  readonly nothing: string;
  readonly onOpen: (opened: OpenedFigure) => void;
}

/** One cell for each rate: its percentage, and both of its numbers. */
export function RateCells({ rates, row, nothing, onOpen }: RateCellsProps) {
  const t = useText();
  return rates.map(({ figure, ...rate }) => {
    const percent = percentText(rate);
    const small = `${rate.numerator}/${rate.denominator}`;
    return (
      <td key={figure}>
        {percent === null ? (
          <span title={nothing}>–</span>
        ) : (
          <FigureNumber
            label={`${row.name} · ${t(`office:figures.name.${figure}`)} · ${percent}% ${small}`}
            words={`${percent}%`}
            small={small}
            onOpen={() => onOpen({ figure, ...row })}
          />
        )}
      </td>
    );
  });
}
