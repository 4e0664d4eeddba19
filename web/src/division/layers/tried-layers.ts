/**
 * Layers of what is tried, chosen or locked in the open plan, by the beginning of their ids: another
 * plan's picture has none of them.
 */
export const TRIED_LAYERS: readonly string[] = [
  "division-hovered",
  "division-chosen",
  "division-stroke",
  "division-ghost",
  "division-sketch",
  "division-way",
  "division-anchors",
  "division-pieces",
  "division-locked-borders",
];
