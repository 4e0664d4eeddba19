import { facilityOfText, type FacilityKind } from "../organisation/index.ts";

type Words = Readonly<Partial<Record<FacilityKind, string>>>;

/** What OpenStreetMap's values say, by key; the first key with a known value counts. */
const OSM: readonly (readonly [key: string, values: Words])[] = [
  [
    "amenity",
    {
      community:
        "community_centre townhall social_centre social_facility police post_office public_building courthouse fire_station",
      culture: "library arts_centre theatre cinema events_venue",
      health: "hospital clinic doctors dentist nursing_home",
      education: "school kindergarten college university childcare language_school music_school",
      commerce:
        "marketplace bank restaurant cafe fast_food pub bar pharmacy fuel car_wash food_court",
      auxiliary:
        "parking bicycle_parking toilets shelter waste_disposal recycling parking_entrance",
      other: "place_of_worship",
    },
  ],
  ["leisure", { culture: "sports_centre fitness_centre sports_hall" }],
  ["tourism", { commerce: "hotel motel hostel guest_house", culture: "museum gallery" }],
  ["office", { community: "government" }],
  [
    "building",
    {
      community: "civic public government community_centre fire_station",
      culture: "library museum sports_hall sports_centre grandstand",
      health: "hospital clinic",
      education: "school kindergarten college university",
      commerce: "retail commercial supermarket kiosk hotel shop mall",
      office: "office",
      industry: "industrial warehouse factory manufacture",
      auxiliary:
        "shed garage garages carport roof hut service transformer_tower toilets guardhouse parking bicycle_shed container",
      other: "church chapel cathedral temple mosque religious shrine train_station transportation",
    },
  ],
];
/** Keys whose mere presence says it. */
const PRESENT: readonly (readonly [key: string, kind: FacilityKind])[] = [
  ["healthcare", "health"],
  ["shop", "commerce"],
  ["office", "office"],
  ["craft", "industry"],
  ["power", "auxiliary"],
  ["man_made", "auxiliary"],
];

const BY_KEY = OSM.map(([key, values]) => [key, kindByValue(values)] as const);

function kindByValue(values: Words): ReadonlyMap<string, FacilityKind> {
  const kinds = Object.entries(values) as [FacilityKind, string][]; // oxlint-disable-line typescript/no-unsafe-type-assertion -- entries of that record
  return new Map(kinds.flatMap(([kind, words]) => words.split(" ").map((word) => [word, kind])));
}

/**
 * What a building without dwellings is for, as its source says: by OpenStreetMap's tags, else by the
 * words of its use (用途, 类型). `null`: the source does not say.
 */
export function readFacility(
  tagOf: (key: string) => string,
  statedUse: string,
): FacilityKind | null {
  for (const [key, kinds] of BY_KEY) {
    const kind = kinds.get(tagOf(key));
    if (kind !== undefined) return kind;
  }
  const present = PRESENT.find(([key]) => tagOf(key) !== "");
  return present?.[1] ?? facilityOfText(statedUse);
}
