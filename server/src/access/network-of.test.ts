import { expect, test } from "vitest";
import { networkOf } from "./network-of.ts";

test("addresses of one IPv6 network are one, those of others are not, and IPv4 stays as it is", () => {
  const network = "2001:db8:0:7::/64";
  const same = ["2001:db8:0:7::1", "2001:0DB8:0000:0007:ffff::", "2001:db8:0:7:1:2:3:4"];
  expect(same.map(networkOf)).toEqual(same.map(() => network));
  expect(networkOf("2001:db8:0:8::1")).toBe("2001:db8:0:8::/64");
  expect(networkOf("2001:db8::7:0:0:1")).toBe("2001:db8:0:0::/64");
  expect(networkOf("2001:db8::1:2:3:4:5")).toBe("2001:db8:0:1::/64");
  expect(networkOf("fe80::1%eth0")).toBe("fe80:0:0:0::/64");
  expect(networkOf("::1")).toBe("0:0:0:0::/64");
  expect(networkOf("64:ff9b::192.0.2.1")).toBe("64:ff9b:0:0::/64");
  expect(networkOf("::ffff:10.0.0.1")).toBe("10.0.0.1");
  expect(networkOf("10.0.0.1")).toBe("10.0.0.1");
});
