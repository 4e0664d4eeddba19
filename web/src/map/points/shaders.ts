/** Pixels that a point's ring and mark reach beyond its disc. */
const BEYOND = "11.0";

export const VERTEX_SHADER = `#version 300 es
uniform mat4 u_matrix;
uniform vec2 u_pixel;
uniform float u_radius;
uniform float u_now;
uniform float u_pass;
in vec2 a_at;
in vec2 a_times;
in float a_kind;
in float a_shown;
out vec2 v_at;
flat out float v_kind;
flat out float v_tone;
void main() {
  float tone = a_times.y <= u_now ? 2.0 : a_times.x <= u_now ? 1.0 : 0.0;
  // The late are drawn in a pass of their own, over all others.
  bool isNow = (tone == 2.0) == (u_pass == 1.0);
  vec2 corner = vec2(float(gl_VertexID & 1), float(gl_VertexID >> 1)) * 2.0 - 1.0;
  v_at = corner * (u_radius + (tone > 0.0 ? ${BEYOND} : 2.0));
  v_kind = a_kind;
  v_tone = tone;
  vec4 at = u_matrix * vec4(a_at, 0.0, 1.0);
  gl_Position = a_shown > 0.5 && isNow
    ? vec4(at.xy + v_at * u_pixel * at.w, at.z, at.w)
    : vec4(2.0, 2.0, 2.0, 1.0);
}`;

/** Cells of the atlas of signs, the last of which is the mark of the late. */
export const SIGN_CELLS = 16;

export const FRAGMENT_SHADER = `#version 300 es
precision highp float;
uniform vec3 u_colors[${SIGN_CELLS}];
uniform vec3 u_outline;
uniform vec3 u_soon;
uniform vec3 u_late;
uniform float u_radius;
uniform float u_opacity;
uniform float u_soft;
uniform sampler2D u_signs;
in vec2 v_at;
flat in float v_kind;
flat in float v_tone;
out vec4 color;

float inside(float distance, float radius) {
  return 1.0 - smoothstep(radius - u_soft, radius + u_soft, distance);
}
float ring(float distance, float radius, float width) {
  return inside(abs(distance - radius), width * 0.5);
}
vec4 over(vec4 top, vec4 below) { return top + below * (1.0 - top.a); }
vec4 paint(vec3 rgb, float a) { return vec4(rgb * a, a); }
float glyph(float cell, vec2 at) {
  vec2 place = at * 0.5 + 0.5;
  if (any(lessThan(place, vec2(0.0))) || any(greaterThan(place, vec2(1.0)))) return 0.0;
  return texture(u_signs, vec2((cell + place.x) / ${SIGN_CELLS}.0, 1.0 - place.y)).r;
}

void main() {
  float d = length(v_at);
  color = vec4(0.0);
  if (v_tone == 2.0) {
    color = paint(u_late, 0.22 * inside(d, u_radius + 8.0));
    color = over(paint(u_late, ring(d, u_radius + 5.5, 2.6)), color);
  } else if (v_tone == 1.0) {
    // Eight strokes: broken, where late is whole.
    float stroke = step(0.42, fract(atan(v_at.y, v_at.x) * 4.0 / 3.14159265 + 0.5));
    color = paint(u_soon, 0.14 * inside(d, u_radius + 6.0));
    color = over(paint(u_soon, stroke * ring(d, u_radius + 5.0, 2.6)), color);
  }
  color = over(paint(u_outline, inside(d, u_radius + 1.5)), color);
  color = over(paint(u_colors[int(v_kind)], inside(d, u_radius)), color);
  color = over(paint(vec3(1.0), glyph(v_kind, v_at / (u_radius * 0.86))), color);
  if (v_tone == 2.0) {
    vec2 mark = v_at - vec2(u_radius * 0.72 + 2.0);
    float m = length(mark);
    color = over(paint(u_outline, inside(m, 7.0)), color);
    color = over(paint(u_late, inside(m, 5.8)), color);
    color = over(paint(vec3(1.0), glyph(${SIGN_CELLS - 1}.0, mark / 5.6)), color);
  }
  color *= u_opacity;
}`;
