import { useEffect, useState } from "react";

/** A hundredth of the wall's height; less where it is narrower than 16:9. Also in `wall.css`. */
const unit = (): number => Math.min(innerHeight, innerWidth * 0.5625) / 100;

/** At 1,080 lines the map is drawn so much larger than at a desk: it is read from five metres. */
const MAP_SCALE = 1.6;
const DESK_UNIT = 10.8;

const mapScale = (): number => (unit() / DESK_UNIT) * MAP_SCALE;

/** How much larger than at a desk the map is drawn. */
export function useMapScale(): number {
  const [scale, setScale] = useState(mapScale);
  useEffect(() => {
    const measure = (): void => setScale(mapScale());
    addEventListener("resize", measure);
    return () => removeEventListener("resize", measure);
  }, []);
  return scale;
}
