import { lazy } from "react";

/** Parts of an open plan that are loaded when their tab is: the map is drawn without them. */
export const ComparePanel = lazy(() =>
  import("./compare-panel.tsx").then(({ ComparePanel: part }) => ({ default: part })),
);
export const DivideForm = lazy(() =>
  import("./divide-form.tsx").then(({ DivideForm: part }) => ({ default: part })),
);
export const DroppedList = lazy(() =>
  import("./dropped-list.tsx").then(({ DroppedList: part }) => ({ default: part })),
);
export const FlawList = lazy(() =>
  import("./flaw-list.tsx").then(({ FlawList: part }) => ({ default: part })),
);
export const GroundPanel = lazy(() =>
  import("./ground-panel.tsx").then(({ GroundPanel: part }) => ({ default: part })),
);
export const HistoryList = lazy(() =>
  import("./history-list.tsx").then(({ HistoryList: part }) => ({ default: part })),
);
export const LifeCycle = lazy(() =>
  import("./life-cycle.tsx").then(({ LifeCycle: part }) => ({ default: part })),
);
