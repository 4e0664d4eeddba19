import { scanText } from "./scan-text.ts";
import {
  dayAfter,
  dayNamed,
  roleNamed,
  roleNear,
  roleWord,
  shiftNamed,
  type AreaFound,
  type PersonRole,
  type StaffArea,
} from "./staff-cells.ts";
import { NEEDED_FIELDS, type StaffField } from "./staff-columns.ts";
import { isLogin } from "./login.ts";

/** A row of the list: its number as the spreadsheet shows it, and its cells by field. */
export interface StaffRow {
  readonly line: number;
  readonly cells: Readonly<Partial<Record<StaffField, string>>>;
}

export const STAFF_FAULTS = [
  "missing",
  "bad-login",
  "personal",
  "too-long",
  "unknown-role",
  "unknown-area",
  "unclear-area",
  "bad-day",
  "bad-days",
  "bad-shift",
  "twice",
  "two-names",
  "other-name",
  "taken",
  "shared",
  "closed",
  "own-account",
] as const;
export type StaffFault = (typeof STAFF_FAULTS)[number];

/** A cell that cannot be taken, and what it may have meant. */
export interface StaffRefusal {
  readonly fault: StaffFault;
  readonly field: StaffField;
  readonly value: string;
  readonly near: readonly string[];
}

/** What a good row asks for. */
export interface StaffWish {
  readonly login: string;
  readonly displayName: string;
  readonly role: PersonRole;
  readonly areaId: string;
  readonly areaName: string;
  /** `null`: as it is, or from today on. */
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly shift: string | null;
}

/** As the store takes it. */
const LONGEST_NAME = 60;

type Read =
  | { readonly ok: true; readonly wish: StaffWish }
  | { readonly ok: false; readonly refusals: readonly StaffRefusal[] };

/** Every cell of a row, with all that is wrong with it and not only the first. */
export function readStaffRow(
  cells: StaffRow["cells"],
  findArea: (text: string) => AreaFound,
): Read {
  const reader = new RowReader(cells);
  const login = reader.login();
  const displayName = reader.displayName();
  const role = reader.role();
  const area = reader.area(findArea);
  const { validFrom, lastDay } = reader.days();
  const shift = reader.optional("shift", "bad-shift", shiftNamed);
  if (reader.refusals.length > 0 || role === null || area === null)
    return { ok: false, refusals: reader.refusals };
  const validTo = lastDay === null ? null : dayAfter(lastDay);
  const where = { areaId: area.id, areaName: area.name };
  return { ok: true, wish: { login, displayName, role, ...where, validFrom, validTo, shift } };
}

/** Reads the cells of one row and collects what is wrong with them. */
class RowReader {
  readonly refusals: StaffRefusal[] = [];
  readonly #cells: StaffRow["cells"];

  constructor(cells: StaffRow["cells"]) {
    this.#cells = cells;
    for (const field of NEEDED_FIELDS) if (this.#text(field) === "") this.#refuse(field, "missing");
  }

  login(): string {
    const login = this.#text("login").toLowerCase();
    if (this.#isPersonal("login")) this.#refuse("login", "personal");
    else if (login !== "" && !isLogin(login)) this.#refuse("login", "bad-login");
    return login;
  }

  displayName(): string {
    const name = this.#text("displayName");
    if (this.#isPersonal("displayName")) this.#refuse("displayName", "personal");
    else if (name.length > LONGEST_NAME) this.#refuse("displayName", "too-long");
    return name;
  }

  role(): PersonRole | null {
    const text = this.#text("role");
    if (text === "") return null;
    const role = roleNamed(text);
    const near = role === null ? roleNear(text) : null;
    return role ?? this.#refuse("role", "unknown-role", near === null ? [] : [roleWord(near)]);
  }

  area(findArea: (text: string) => AreaFound): StaffArea | null {
    const text = this.#text("area");
    if (text === "") return null;
    const found = findArea(text);
    if (found.kind === "found") return found.area;
    return found.kind === "unclear"
      ? this.#refuse("area", "unclear-area", found.among)
      : this.#refuse("area", "unknown-area", found.near);
  }

  days(): { readonly validFrom: string | null; readonly lastDay: string | null } {
    const validFrom = this.optional("validFrom", "bad-day", dayNamed);
    const lastDay = this.optional("lastDay", "bad-day", dayNamed);
    if (validFrom !== null && lastDay !== null && lastDay < validFrom)
      this.#refuse("lastDay", "bad-days");
    return { validFrom, lastDay };
  }

  optional(
    field: StaffField,
    fault: StaffFault,
    read: (text: string) => string | null,
  ): string | null {
    const text = this.#text(field);
    return text === "" ? null : (read(text) ?? this.#refuse(field, fault));
  }

  #text(field: StaffField): string {
    return (this.#cells[field] ?? "").normalize("NFKC").trim();
  }

  #isPersonal(field: StaffField): boolean {
    return scanText(this.#text(field)).some(({ action }) => action === "block");
  }

  #refuse(field: StaffField, fault: StaffFault, near: readonly string[] = []): null {
    // A number that is nobody's business is not repeated, whatever else is wrong with the cell.
    const value = this.#isPersonal(field) ? "" : this.#text(field).slice(0, 80);
    this.refusals.push({ fault, field, value, near });
    return null;
  }
}
