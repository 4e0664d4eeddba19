import { openSecretBox } from "../src/access/secret-box.ts";

/** A box with a key that everybody knows. */
export const TEST_SECRET_BOX = openSecretBox(new Uint8Array(32).fill(7));
