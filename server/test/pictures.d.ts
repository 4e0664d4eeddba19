/** Pictures of 16 × 8 pixels as a browser encodes them, half red and half blue. */
export declare const JPEG: Buffer<ArrayBuffer>;
export declare const PNG: Buffer<ArrayBuffer>;
/** The one chunk of the picture itself. */
export declare const WEBP_CHUNK: Buffer<ArrayBuffer>;
/** What somebody must not find in a picture again. */
export declare const SECRET = "canary-of-a-camera 102.19E 38.52N";
/** EXIF with an orientation, a place, and the secret as the camera's name; of either byte order. */
export declare function exif(order: "II" | "MM", [lng, lat]: readonly [number, number]): Buffer;
/** A segment of a JPEG. */
export declare function segment(marker: number, data: Buffer): Buffer;
/** Where one may write in a JPEG: APP segments, comments, a thumbnail in JFXX, a second picture's index. */
export declare const JPEG_SECRETS: Readonly<Record<string, Buffer>>;
/** A chunk of a PNG; nobody looks at the checksum of what is dropped. */
export declare function pngChunk(name: string, data: Buffer): Buffer;
/** A chunk of a WebP. */
export declare function webpChunk(name: string, data: Buffer): Buffer;
export declare function webp(...chunks: readonly Buffer[]): Buffer;
/** The head of a WebP that says it has a profile, EXIF and XMP, of 16 × 8. */
export declare const WEBP_HEAD: Buffer<ArrayBufferLike>;
