import { expect, test } from "vitest";
import { contactBody, contactFault, EMPTY_CONTACT, isEmptyContact } from "./contact-draft.ts";

const whole = { name: "张女士", phone: "138 0013 8000", agreed: true };

test("a contact needs a name, a number and the reporter's agreement", () => {
  expect(contactFault(whole)).toBeNull();
  expect(contactFault({ ...whole, agreed: false })).toBe("agreed");
  expect(contactFault({ ...whole, phone: "110105194912310020" })).toBe("phone");
  expect(contactFault({ ...whole, phone: "无" })).toBe("phone");
  expect(contactFault({ ...whole, name: " " })).toBe("name");
  expect(isEmptyContact(EMPTY_CONTACT)).toBe(true);
});

test("numbers as Chinese keyboards give them are taken", () => {
  const phone = "０１０－６２３４　５６７８";
  expect(contactFault({ ...whole, phone })).toBeNull();
  expect(contactBody({ ...whole, phone }).phone).toBe("010-6234 5678");
});
