import type { FolderRefusal } from "./prepare-folder.ts";

/** What the two processes say to each other beside the socket. */
export type ParentMessage = { readonly kind: "ping" };
export type ChildMessage =
  | { readonly kind: "ready" }
  | { readonly kind: "pong" }
  | { readonly kind: "refused"; readonly refusal: FolderRefusal };
