export {
  findAreasAt,
  listAreaKinds,
  listAreas,
  listRootAreas,
  listRootBoxes,
  loadAreaShapes,
} from "./areas.ts";
export type { AreaAtPoint, AreaKinds, AreaRow, AreaShape } from "./areas.ts";
export {
  listAreaLabels,
  listAreaRows,
  listBarrierRows,
  listBuildingRows,
  listCityUnitLabels,
  listCityUnitRows,
  listCompoundLabels,
  listCompoundRows,
  listEntranceRows,
  listGateRows,
  listGridLabels,
  listGridRows,
  listLandRows,
  listStationRows,
  listWayRows,
} from "./layer-rows.ts";
export type { LayerQuery, LayerRow } from "./layer-rows.ts";
export {
  beginLayerRead,
  listLayerRevisions,
  loadLayerRevision,
  raiseLayerRevisions,
} from "./layer-revisions.ts";
export type { LayerState } from "./layer-revisions.ts";
export { isCardLayer, isEmpty, loadObjectCard, measureTable } from "./objects.ts";
export type { CardLayer, ObjectCard } from "./objects.ts";
export { searchObjects } from "./search.ts";
export type { SearchHit, SearchQuery } from "./search.ts";
