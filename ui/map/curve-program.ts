/**
 * Dependencies as curves that leave and arrive upright, as a tower wants them. Each is a narrow strip
 * bent in the vertex shader, so that only the pixels of the line are painted; a program that tests a
 * whole rectangle for its distance to the curve costs many times that without a graphics card.
 */

import type Sigma from 'sigma';
import { EdgeLineProgram, EdgeProgram, type ProgramInfo } from 'sigma/rendering';
import type { EdgeDisplayData, NodeDisplayData, RenderParams } from 'sigma/types';
import { floatColor } from 'sigma/utils';

/** How a dependency is bent: upright at both ends, or a slight arc for layouts without an up. */
export type Bend = 'upright' | 'arc';

/** What the edge reducer adds to Sigma's own display data; `color` is premultiplied. */
export interface CurveDisplay {
  readonly bend: Bend;
}

const SEGMENTS = 18;

const VERTEX = /* glsl */ `
attribute vec4 a_color;
attribute vec2 a_source;
attribute vec2 a_target;
attribute float a_width;
attribute float a_arc;
attribute vec2 a_along;

uniform mat3 u_matrix;
uniform float u_correctionRatio;
uniform float u_pixelRatio;

varying vec4 v_color;
varying float v_side;
varying float v_half;

const float bias = 255.0 / 254.0;

void main() {
  vec2 b0 = a_source;
  vec2 b3 = a_target;
  vec2 d = b3 - b0;
  vec2 b1;
  vec2 b2;
  if (a_arc > 0.5) {
    vec2 away = vec2(-d.y, d.x) * 0.14;
    b1 = b0 + d / 3.0 + away;
    b2 = b0 + d * 2.0 / 3.0 + away;
  } else if (abs(d.y) < 0.004) {
    // In one row the line hangs below the marks instead of running through those between.
    vec2 sag = vec2(0.0, -min(0.3 * abs(d.x), 0.035));
    b1 = b0 + d * 0.25 + sag;
    b2 = b0 + d * 0.75 + sag;
  } else {
    b1 = vec2(b0.x, b0.y + 0.5 * d.y);
    b2 = vec2(b3.x, b0.y + 0.5 * d.y);
  }
  float t = a_along.x;
  float s = 1.0 - t;
  vec2 point = s * s * s * b0 + 3.0 * s * s * t * b1 + 3.0 * s * t * t * b2 + t * t * t * b3;
  vec2 tangent = 3.0 * s * s * (b1 - b0) + 6.0 * s * t * (b2 - b1) + 3.0 * t * t * (b3 - b2);
  float size = length(tangent);
  vec2 normal = size > 0.0 ? vec2(-tangent.y, tangent.x) / size : vec2(0.0);
  v_half = a_width * 0.5;
  v_side = a_along.y * (v_half + 1.0 / u_pixelRatio);
  if (a_width == 0.0) v_side = 0.0;
  gl_Position = vec4((u_matrix * vec3(point + normal * v_side * 2.0 * u_correctionRatio, 1)).xy, 0, 1);
  v_color = a_color;
  v_color.a *= bias;
}
`;

const FRAGMENT = /* glsl */ `
precision highp float;

varying vec4 v_color;
varying float v_side;
varying float v_half;

uniform float u_pixelRatio;

void main(void) {
  gl_FragColor = v_color * clamp((v_half - abs(v_side)) * u_pixelRatio + 0.5, 0.0, 1.0);
}
`;

const UNIFORMS = ['u_matrix', 'u_correctionRatio', 'u_pixelRatio'] as const;

/** Draws dependencies as curves. */
export class CurveProgram extends EdgeProgram<(typeof UNIFORMS)[number]> {
  /** Dependencies cannot be hit with the mouse, so the picking buffer is refused: half the work. */
  constructor(gl: WebGLRenderingContext, _picking: WebGLFramebuffer | null, renderer: Sigma) {
    super(gl, null, renderer);
  }

  /** Sigma asks for it once, when the program is made. */
  getDefinition() {
    const { FLOAT, UNSIGNED_BYTE, TRIANGLE_STRIP } = WebGLRenderingContext;
    return {
      VERTICES: 2 * (SEGMENTS + 1),
      VERTEX_SHADER_SOURCE: VERTEX,
      FRAGMENT_SHADER_SOURCE: FRAGMENT,
      METHOD: TRIANGLE_STRIP,
      UNIFORMS,
      ATTRIBUTES: [
        { name: 'a_source', size: 2, type: FLOAT },
        { name: 'a_target', size: 2, type: FLOAT },
        { name: 'a_width', size: 1, type: FLOAT },
        { name: 'a_arc', size: 1, type: FLOAT },
        { name: 'a_color', size: 4, type: UNSIGNED_BYTE, normalized: true },
      ],
      CONSTANT_ATTRIBUTES: [{ name: 'a_along', size: 2, type: FLOAT }],
      CONSTANT_DATA: Array.from({ length: 2 * (SEGMENTS + 1) }, (_, i) => [
        Math.floor(i / 2) / SEGMENTS,
        i % 2 === 0 ? -1 : 1,
      ]),
    };
  }

  /** Writes one dependency into the buffer, in the order of the attributes. */
  processVisibleItem(
    _id: number,
    start: number,
    source: NodeDisplayData,
    target: NodeDisplayData,
    data: EdgeDisplayData & CurveDisplay,
  ): void {
    const { array } = this;
    let i = start;
    array[i++] = source.x;
    array[i++] = source.y;
    array[i++] = target.x;
    array[i++] = target.y;
    array[i++] = data.size;
    array[i++] = data.bend === 'arc' ? 1 : 0;
    array[i++] = floatColor(data.color);
  }

  /** Hands the camera to the shaders. */
  setUniforms(params: RenderParams, { gl, uniformLocations }: ProgramInfo<(typeof UNIFORMS)[number]>): void {
    gl.uniform1f(uniformLocations.u_correctionRatio, params.correctionRatio);
    gl.uniform1f(uniformLocations.u_pixelRatio, params.pixelRatio);
    gl.uniformMatrix3fv(uniformLocations.u_matrix, false, params.matrix);
  }
}

/** Draws dependencies as straight lines of one pixel, for systems with too many for curves. */
export class LineProgram extends EdgeLineProgram {
  /** As with curves: lines cannot be hit. */
  constructor(gl: WebGLRenderingContext, _picking: WebGLFramebuffer | null, renderer: Sigma) {
    super(gl, null, renderer);
  }
}
