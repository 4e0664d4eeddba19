import { mercatorX, mercatorY, type PointRows } from "./points-spec.ts";

const SECOND_MS = 1000;
/** Seconds after the base: never. */
const NEVER = 3e9;
const PAIR_BYTES = 8;

/** What the program reads of each point, on the graphics device. */
export class PointBuffers {
  readonly array: WebGLVertexArrayObject;
  /** Where the places count from (Mercator), and the times (milliseconds since 1970). */
  origin: readonly [number, number] = [0.5, 0.5];
  base = 0;
  readonly #gl: WebGL2RenderingContext;
  readonly #places: WebGLBuffer;
  readonly #times: WebGLBuffer;
  readonly #kinds: WebGLBuffer;
  readonly #shown: WebGLBuffer;
  #sent = -1;
  #room = 0;

  constructor(gl: WebGL2RenderingContext, program: WebGLProgram) {
    this.#gl = gl;
    this.array = gl.createVertexArray();
    gl.bindVertexArray(this.array);
    const join = (name: string, size: number, type: number): WebGLBuffer => {
      const buffer = gl.createBuffer();
      const at = gl.getAttribLocation(program, name);
      gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
      gl.enableVertexAttribArray(at);
      gl.vertexAttribPointer(at, size, type, false, 0, 0);
      gl.vertexAttribDivisor(at, 1);
      return buffer;
    };
    this.#places = join("a_at", 2, gl.FLOAT);
    this.#times = join("a_times", 2, gl.FLOAT);
    this.#kinds = join("a_kind", 1, gl.UNSIGNED_BYTE);
    this.#shown = join("a_shown", 1, gl.UNSIGNED_BYTE);
    gl.bindVertexArray(null);
  }

  /** Sends what has changed since the last call. */
  send(points: PointRows): void {
    const knows = this.#sent >= 0 && points.kind.length === this.#room;
    const changed = knows ? points.changedSince(this.#sent) : null;
    if (changed === null) this.#sendAll(points);
    else {
      for (const row of new Set(changed)) this.#sendRow(points, row);
      // A byte a point: a filter changes all of them.
      this.#write(this.#shown, 0, points.shown.subarray(0, points.end));
    }
    this.#sent = points.revision;
  }

  remove(): void {
    for (const buffer of [this.#places, this.#times, this.#kinds, this.#shown])
      this.#gl.deleteBuffer(buffer);
    this.#gl.deleteVertexArray(this.array);
  }

  #sendAll(points: PointRows): void {
    this.#room = points.kind.length;
    const first = points.lng.findIndex((lng) => !Number.isNaN(lng));
    // Numbers of the device have seven digits: places are counted from one of them.
    this.origin = [mercatorX(points.lng[first] ?? 0), mercatorY(points.lat[first] ?? 0)];
    this.base = Date.now();
    const places = new Float32Array(2 * this.#room);
    const times = new Float32Array(2 * this.#room);
    for (let row = 0; row < points.end; row += 1) {
      places.set(this.#placeOf(points, row), 2 * row);
      times.set(this.#timesOf(points, row), 2 * row);
    }
    this.#replace(this.#places, places);
    this.#replace(this.#times, times);
    this.#replace(this.#kinds, points.kind);
    this.#replace(this.#shown, points.shown);
  }

  #sendRow(points: PointRows, row: number): void {
    const at = PAIR_BYTES * row;
    this.#write(this.#places, at, Float32Array.from(this.#placeOf(points, row)));
    this.#write(this.#times, at, Float32Array.from(this.#timesOf(points, row)));
    this.#write(this.#kinds, row, points.kind.subarray(row, row + 1));
  }

  #placeOf({ lng, lat }: PointRows, row: number): [number, number] {
    const [x, y] = this.origin;
    return [mercatorX(lng[row] ?? NaN) - x, mercatorY(lat[row] ?? NaN) - y];
  }

  #timesOf({ soonAt, dueAt }: PointRows, row: number): [number, number] {
    return [secondsAfter(soonAt[row], this.base), secondsAfter(dueAt[row], this.base)];
  }

  #write(buffer: WebGLBuffer, at: number, data: ArrayBufferView): void {
    this.#gl.bindBuffer(this.#gl.ARRAY_BUFFER, buffer);
    this.#gl.bufferSubData(this.#gl.ARRAY_BUFFER, at, data);
  }

  #replace(buffer: WebGLBuffer, data: ArrayBufferView): void {
    this.#gl.bindBuffer(this.#gl.ARRAY_BUFFER, buffer);
    this.#gl.bufferData(this.#gl.ARRAY_BUFFER, data, this.#gl.DYNAMIC_DRAW);
  }
}

const secondsAfter = (at: number | undefined, base: number): number =>
  at === undefined || Number.isNaN(at) ? NEVER : (at - base) / SECOND_MS;
