import type { LayerSpec } from "../map/index.ts";

type FillColor = NonNullable<Extract<LayerSpec, { type: "fill" }>["paint"]>["fill-color"];

/** MapLibre's expressions, as the layers take them. */
export type Expression = Extract<NonNullable<FillColor>, readonly unknown[]>;

/** For expressions whose length depends on data: a tuple type cannot count them. */
export const asExpression = (parts: readonly unknown[]): Expression =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  parts as unknown as Expression;
