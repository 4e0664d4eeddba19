import type { CustomRenderMethodInput } from "maplibre-gl";
import { PointBuffers } from "./point-buffers.ts";
import { radiusAt, type PointLook, type PointRows, type PointsLayerSpec } from "./points-spec.ts";
import { FRAGMENT_SHADER, VERTEX_SHADER } from "./shaders.ts";
import { drawSigns, rgbOf } from "./sign-atlas.ts";

const SECOND_MS = 1000;

export interface Eye {
  readonly zoom: number;
  readonly pixelRatio: number;
}

/** Draws points with the map's own device. It lives as long as that: after a loss there is a new one. */
export class PointPainter {
  readonly #gl: WebGL2RenderingContext;
  readonly #program: WebGLProgram;
  readonly #buffers: PointBuffers;
  readonly #signs: WebGLTexture;
  readonly #places = new Map<string, WebGLUniformLocation | null>();
  #look: PointLook | null = null;
  #points: PointRows | null = null;

  constructor(gl: WebGL2RenderingContext) {
    this.#gl = gl;
    this.#program = link(gl);
    this.#buffers = new PointBuffers(gl, this.#program);
    this.#signs = gl.createTexture();
  }

  draw(spec: PointsLayerSpec, input: CustomRenderMethodInput, eye: Eye): void {
    const gl = this.#gl;
    gl.useProgram(this.#program);
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, this.#signs);
    if (this.#look !== spec.look) this.#takeLook(spec.look);
    if (this.#points !== spec.points) this.#buffers.send(spec.points);
    this.#points = spec.points;
    const { origin, base, array } = this.#buffers;
    gl.uniformMatrix4fv(this.#at("u_matrix"), false, moved(input, origin));
    gl.uniform2f(
      this.#at("u_pixel"),
      (2 * eye.pixelRatio) / gl.drawingBufferWidth,
      (2 * eye.pixelRatio) / gl.drawingBufferHeight,
    );
    gl.uniform1f(this.#at("u_radius"), radiusAt(eye.zoom, spec.look.radius));
    gl.uniform1f(this.#at("u_now"), ((spec.stillAt ?? Date.now()) - base) / SECOND_MS);
    gl.uniform1f(this.#at("u_opacity"), spec.opacity);
    gl.uniform1f(this.#at("u_soft"), 0.6 / eye.pixelRatio);
    gl.bindVertexArray(array);
    for (const pass of [0, 1]) {
      gl.uniform1f(this.#at("u_pass"), pass);
      gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, spec.points.end);
    }
    gl.bindVertexArray(null);
  }

  remove(): void {
    this.#buffers.remove();
    this.#gl.deleteTexture(this.#signs);
    this.#gl.deleteProgram(this.#program);
  }

  #takeLook(look: PointLook): void {
    const gl = this.#gl;
    gl.pixelStorei(gl.UNPACK_FLIP_Y_WEBGL, false);
    gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, drawSigns(look));
    gl.generateMipmap(gl.TEXTURE_2D);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR_MIPMAP_LINEAR);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
    gl.uniform3fv(
      this.#at("u_colors"),
      look.kinds.flatMap(({ color }) => rgbOf(color)),
    );
    gl.uniform3fv(this.#at("u_outline"), rgbOf(look.outline));
    gl.uniform3fv(this.#at("u_soon"), rgbOf(look.soon));
    gl.uniform3fv(this.#at("u_late"), rgbOf(look.late));
    this.#look = look;
  }

  #at(name: string): WebGLUniformLocation | null {
    const known = this.#places.get(name);
    if (known !== undefined) return known;
    const place = this.#gl.getUniformLocation(this.#program, name);
    this.#places.set(name, place);
    return place;
  }
}

/** The map's matrix for places that count from `origin`: moved while the numbers are still long. */
function moved(
  { defaultProjectionData }: CustomRenderMethodInput,
  [x, y]: readonly [number, number],
): Float32Array {
  const matrix = Float64Array.from(defaultProjectionData.mainMatrix);
  for (const row of [0, 1, 2, 3])
    matrix[12 + row] =
      (matrix[row] ?? 0) * x + (matrix[4 + row] ?? 0) * y + (matrix[12 + row] ?? 0);
  return Float32Array.from(matrix);
}

function link(gl: WebGL2RenderingContext): WebGLProgram {
  const program = gl.createProgram();
  for (const [kind, source] of [
    [gl.VERTEX_SHADER, VERTEX_SHADER],
    [gl.FRAGMENT_SHADER, FRAGMENT_SHADER],
  ] as const) {
    const shader = gl.createShader(kind);
    if (shader === null) continue;
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
    const told = gl.getShaderInfoLog(shader) ?? "";
    if (told.length > 1) console.error(told);
    gl.deleteShader(shader);
  }
  gl.linkProgram(program);
  return program;
}
