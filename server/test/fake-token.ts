import { createHmac, createSign, generateKeyPairSync } from "node:crypto";

export type Claims = Record<string, unknown>;

/** `none`: no signature; `stranger`: by somebody else's key; `hmac`: by the client's secret. */
export type Signature = "none" | "stranger" | "hmac" | "changed";

export const base64 = (value: object): string =>
  (Buffer.isBuffer(value) ? value : Buffer.from(JSON.stringify(value))).toString("base64url");

interface Signer {
  readonly sign: (claims: Claims, how: Signature | undefined) => string;
  /** A JSON web key. */
  readonly publicKey: object;
}

/** Signs tokens as an issuer does, or in the ways that forgers try. */
export function makeSigner(clientSecret: string): Signer {
  const [own, stranger] = [0, 1].map(() => generateKeyPairSync("rsa", { modulusLength: 2048 }));
  if (!own || !stranger) throw new Error("no keys");
  return {
    publicKey: { ...own.publicKey.export({ format: "jwk" }), kid: "1", alg: "RS256", use: "sig" },
    sign: (claims, how) => {
      const alg = how === "none" ? "none" : how === "hmac" ? "HS256" : "RS256";
      const body = `${base64({ alg, kid: "1" })}.${base64(claims)}`;
      if (how === "none") return `${body}.`;
      if (how === "hmac")
        return `${body}.${base64(createHmac("sha256", clientSecret).update(body).digest())}`;
      const key = how === "stranger" ? stranger.privateKey : own.privateKey;
      const proof = createSign("sha256").update(body).sign(key);
      if (how === "changed") proof[10] = (proof[10] ?? 0) ^ 1;
      return `${body}.${base64(proof)}`;
    },
  };
}
