/** How to call a reporter back, while it is being written down. */
export interface ContactDraft {
  readonly name: string;
  readonly phone: string;
  readonly agreed: boolean;
}

export const EMPTY_CONTACT: ContactDraft = { name: "", phone: "", agreed: false };

/** Full-width digits and dashes, as Chinese keyboards give them, become plain ones. */
const plainPhone = (phone: string): string =>
  phone
    .normalize("NFKC")
    .replaceAll(/\p{Pd}/gu, "-")
    .replaceAll(/\s+/g, " ")
    .trim();

/** As the server takes it: five to fifteen digits. */
const PHONE = /^\+?[0-9](?:[ ()-]{0,2}[0-9]){4,14}$/;

/** What keeps a contact from being noted; `null`: nothing. An empty one is none at all. */
export function contactFault({
  name,
  phone,
  agreed,
}: ContactDraft): "name" | "phone" | "agreed" | null {
  if (name.trim() === "") return "name";
  if (!PHONE.test(plainPhone(phone))) return "phone";
  return agreed ? null : "agreed";
}

export const isEmptyContact = ({ name, phone }: ContactDraft): boolean =>
  name.trim() === "" && phone.trim() === "";

export const contactBody = ({ name, phone }: ContactDraft) => ({
  name: name.trim(),
  phone: plainPhone(phone),
  agreed: true as const,
});
