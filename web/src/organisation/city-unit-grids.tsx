import { count, useText } from "../i18n/index.ts";
import { selectObject } from "../map/map-store.ts";

interface Row {
  readonly id: string;
  readonly name: string;
  readonly households: number;
  readonly area_m2: number;
  /** The day it ended; `null`: it goes on. */
  readonly valid_to: string | null;
}

/** Which base grids a unit of management (万米单元网格) lies in (对照表); a grid's name opens its card. */
export function CityUnitGrids({
  properties,
}: {
  readonly properties: { readonly grids?: unknown };
}) {
  const t = useText();
  const rows = Array.isArray(properties.grids) ? properties.grids.filter(isRow) : [];
  if (rows.length === 0) return null;
  return (
    <table className="og-card-table">
      <caption>{t("organisation:cityUnit.grids")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("organisation:kind.grid")}</th>
          <th scope="col">{t("organisation:field.households")}</th>
          <th scope="col">m²</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, name, households, area_m2: area, valid_to: end }) => (
          <tr key={id}>
            <th scope="row">
              <button
                type="button"
                className="og-link-button"

                onClick={() => selectObject("grids", id)}
              >
                <span translate="no">{name}</span>
              </button>
              {end !== null && <small> {t("organisation:cityUnit.until", { day: end })}</small>}
            </th>
            <td>{count(households)}</td>
            <td>{count(area)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function isRow(value: unknown): value is Row {
  return typeof value === "object" && value !== null && "id" in value && "area_m2" in value;
}
