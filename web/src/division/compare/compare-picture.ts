import { useQuery } from "@tanstack/react-query";
import type { CompareReply } from "@onegrid/core/division/contract";
import { useMemo } from "react";
import { call } from "../../api.ts";
import type { Shapes } from "../../map/index.ts";
import { gridLabel } from "./compare-state.ts";
import type { GridColors } from "../state/grid-colors.ts";
import { gridShapes } from "../state/grid-shapes.ts";
import { viewDivision, type DivisionView } from "../state/grid-view.ts";
import { labelShapes } from "../layers/layers.ts";
import { loadBase } from "../state/open-plan.ts";
import type { OpenPlan } from "../state/page-state.ts";
import { getDivision } from "../state/routes.ts";
import { baseUnder } from "../state/open-base.ts";
import { toDivision } from "../session/transport.ts";

/** The grids of the other side, drawn by the map's own layers. */
export type Picture = Readonly<Record<"division-grids" | "division-labels", Shapes>>;

/** The other side's grids as a picture; `null` while it loads, or where only buildings are known. */
export function usePicture(open: OpenPlan, comparison: CompareReply | undefined): Picture | null {
  const { divisionId = null, baseId = null } = comparison?.before ?? {};
  const { data } = useQuery({
    queryKey: ["compared-view", divisionId, baseId, comparison?.before.grids],
    enabled: divisionId !== null && baseId !== null,
    queryFn: async (): Promise<DivisionView> => {
      const base = await loadBase(baseId ?? "", open.communityId);
      const reply = await call(getDivision, { params: { id: divisionId ?? "" } });
      const division = toDivision(reply, base);
      return viewDivision(baseUnder(base, division), division);
    },
  });
  const colors =
    data === undefined || comparison === undefined
      ? null
      : withPartnersColors(data.colors, open.view.colors, comparison);
  // Every saved edit brings a new comparison; the picture is another one only when it looks different.
  const look = colors === null ? "" : JSON.stringify([[...colors], comparison?.before.grids]);
  return useMemo(
    () =>
      data === undefined || comparison === undefined || colors === null
        ? null
        : pictureOf({ ...data, colors }, comparison),
    [data, look],
  );
}

/** A grid that goes on has the same colour on both sides: only what differs catches the eye. */
function withPartnersColors(
  before: GridColors,
  after: GridColors,
  { pairs }: CompareReply,
): GridColors {
  const colors = new Map(before);
  for (const pair of pairs) {
    const color = after.get(pair.after ?? "");
    if (pair.before !== null && color !== undefined) colors.set(pair.before, color);
  }
  return colors;
}

function pictureOf(view: DivisionView, { before }: CompareReply): Picture {
  const labels = labelShapes(view);
  return {
    "division-grids": gridShapes(view),
    "division-labels": {
      ...labels,
      features: labels.features.map((feature) => {
        const { id } = feature.properties;
        if (typeof id !== "string" || id === "") return feature;
        return { ...feature, properties: { ...feature.properties, title: gridLabel(before, id) } };
      }),
    },
  };
}
