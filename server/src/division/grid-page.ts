import type { PublicGrid } from "@onegrid/db/division";

type Language = "zh-CN" | "en";

const WORDS = {
  "zh-CN": {
    product: "一张网",
    inForce: (day: string) => `${day} 起施行`,
    ended: (day: string) => `本网格已于 ${day} 停用，请到社区查看新的公示牌。`,
    code: "网格编码",
    call: "社区服务电话",
    stations: "本网格的服务站点",
    missing: "没有这个网格",
    missingText: "公示牌可能已经更换，请到社区查看新的公示牌。",
  },
  en: {
    product: "OneGrid",
    inForce: (day: string) => `in force from ${day}`,
    ended: (day: string) => `This grid ended on ${day}. Please look at the new notice board.`,
    code: "Grid code",
    call: "Community service line",
    stations: "Service stations in this grid",
    missing: "There is no such grid",
    missingText: "The notice board may have been replaced. Please look at the new one.",
  },
} as const;

/** Text for HTML, also inside quotes. */
const safe = (text: string): string =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");

export interface GridPage {
  readonly grid: PublicGrid | undefined;
  /** Empty when none is known. */
  readonly number: string;
  readonly day: string;
  readonly language: Language;
}

/** The page that the code on a notice board leads to: for a telephone, without scripts. */
export function gridPage({ grid, number, day, language }: GridPage): string {
  const words = WORDS[language];
  const title = grid?.name ?? words.missing;
  const body =
    grid === undefined
      ? `<h1>${safe(title)}</h1><p>${words.missingText}</p>`
      : bodyOf(grid, { number, day, language });
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">
<title>${safe(title)} · ${words.product}</title><style>${STYLE}</style></head>
<body><main>${body}</main><footer>OneGrid 一张网</footer></body></html>`;
}

function bodyOf(grid: PublicGrid, { number, day, language }: Omit<GridPage, "grid">): string {
  const words = WORDS[language];
  const isOver = grid.validTo !== null && grid.validTo <= day;
  const state = isOver ? words.ended(grid.validTo) : words.inForce(grid.validFrom);
  const stations = grid.stations.map(
    ({ name, address, hours }) =>
      `<li><b>${safe(name)}</b>${[address, hours ?? ""]
        .filter((part) => part !== "")
        .map((part) => `<br>${safe(part)}`)
        .join("")}</li>`,
  );
  const call =
    number === ""
      ? ""
      : `<h2>${words.call}</h2><p class="call"><a href="tel:${encodeURIComponent(number.replaceAll(/[^0-9+]/g, ""))}">${safe(number)}</a></p>`;
  const list =
    stations.length === 0 ? "" : `<h2>${words.stations}</h2><ul>${stations.join("")}</ul>`;
  return `<p>${safe(grid.community)}</p><h1>${safe(grid.name)}</h1><p>${safe(state)}</p>${call}${list}
<h2>${words.code}</h2><p>${safe(grid.code)}</p>`;
}

const STYLE =
  "body{margin:0;font:17px/1.6 system-ui,'Noto Sans SC','PingFang SC','Microsoft YaHei',sans-serif;color:#1f2a37;background:#f4f5f7}" +
  "main{max-width:34em;margin:0 auto;padding:20px 20px 32px;background:#fff;border-top:8px solid #b3202c}" +
  "h1{margin:0;font-size:28px;line-height:1.25}h2{margin:22px 0 2px;font-size:15px;color:#5b6673;font-weight:400}" +
  "p{margin:4px 0}ul{padding-left:20px;margin:6px 0}li{margin:6px 0}" +
  ".call a{font-size:26px;font-weight:700;color:#b3202c;text-decoration:none}" +
  "footer{text-align:center;color:#5b6673;font-size:13px;padding:14px}" +
  "@media(prefers-color-scheme:dark){body{background:#12161c;color:#e6e9ee}main{background:#1a2029}h2,footer{color:#9aa5b1}.call a{color:#ff8a8f}}";
