/** Why a photo is not taken in. */
export type PhotoProblem =
  /** A photo that is not a JPEG picture, or one that was never uploaded. */
  | { readonly code: "dispatch.bad-photo"; readonly hash: string }
  /** A photo that would take more memory to look at than a phone has. */
  | {
      readonly code: "dispatch.photo-too-large";
      readonly megapixels: number;
      readonly most: number;
    };
