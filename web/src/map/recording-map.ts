import type { MapCanvas } from "./sync.ts";

/**
 * A map for tests: keeps order and contents as MapLibre does, refuses what MapLibre refuses, and
 * writes down every call that changes it.
 */
export function recordingMap() {
  const calls: string[] = [];
  const note = (line: string): void => void calls.push(line);
  const layers = new Map<string, object>();
  const sources = recordingSources(note, layers);
  const stack = recordingLayers(note, layers, sources.has);
  const map: MapCanvas = { ...sources.methods, ...stack.methods, ...recordingValues(note) };
  return { map, order: stack.order, take: (): string[] => calls.splice(0), fail: stack.fail };
}

type Note = (line: string) => void;

function recordingSources(note: Note, layers: ReadonlyMap<string, object>) {
  const sources = new Map<string, object>();
  const methods = {
    addSource: (id: string, source: object): void => {
      if (sources.has(id)) throw new Error(`source ${id} is there`);
      note(`addSource ${id}`);
      sources.set(id, {
        ...source,
        setTiles: (tiles: string[]) => note(`setTiles ${id} ${tiles.join()}`),
        setData: () => note(`setData ${id}`),
      });
    },
    removeSource: (id: string): void => {
      const user = [...layers.values()].find((layer) => "source" in layer && layer.source === id);
      if (user !== undefined) throw new Error(`source ${id} is used`);
      note(`removeSource ${id}`);
      sources.delete(id);
    },
    getSource: (id: string) => sources.get(id),
  };
  return { methods, has: (id: string) => sources.has(id) };
}

function recordingLayers(
  note: Note,
  layers: Map<string, object>,
  hasSource: (id: string) => boolean,
) {
  const order: string[] = [];
  let mustFail = false;
  const place = (id: string, before: string | undefined): void => {
    if (before !== undefined && !order.includes(before)) throw new Error(`no layer ${before}`);
    order.splice(before === undefined ? order.length : order.indexOf(before), 0, id);
  };
  const take = (id: string): void => void order.splice(order.indexOf(id), 1);
  const methods = {
    addLayer: (layer: { readonly id: string }, before?: string): void => {
      if (mustFail) throw new Error("the map fell over");
      if (layers.has(layer.id)) throw new Error(`layer ${layer.id} is there`);
      if ("source" in layer && !hasSource(String(layer.source))) throw new Error("no source");
      note(`addLayer ${layer.id}`);
      layers.set(layer.id, layer);
      place(layer.id, before);
    },
    removeLayer: (id: string): void => {
      note(`removeLayer ${id}`);
      layers.delete(id);
      take(id);
    },
    getLayer: (id: string) => layers.get(id),
    moveLayer: (id: string, before?: string): void => {
      note(`moveLayer ${id}`);
      take(id);
      place(id, before);
    },
  };
  return { methods, order, fail: (value: boolean): void => void (mustFail = value) };
}

const recordingValues = (note: Note) => ({
  setPaintProperty: (id: string, name: string, value: unknown) =>
    note(`paint ${id} ${name} ${JSON.stringify(value)}`),
  setLayoutProperty: (id: string, name: string, value: unknown) =>
    note(`layout ${id} ${name} ${JSON.stringify(value)}`),
  setFilter: (id: string, filter: unknown) => note(`filter ${id} ${JSON.stringify(filter)}`),
  setLayerZoomRange: (id: string, min: number, max: number) => note(`zooms ${id} ${min} ${max}`),
  setFeatureState: (target: { source: string; id: string | number }, state: object) =>
    note(`state ${target.source} ${target.id} ${JSON.stringify(state)}`),
  removeFeatureState: (target: { source: string; id: string | number }) =>
    note(`unstate ${target.source} ${target.id}`),
});
