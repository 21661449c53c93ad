/**
 * One WebGL program for all marks: every mark is a square of four corners, and the fragment shader
 * decides by signed distances to the shape's outline what is fill, outline, cross or ring.
 */

import type Sigma from 'sigma';
import { NodeProgram, type ProgramInfo } from 'sigma/rendering';
import type { NodeDisplayData, RenderParams } from 'sigma/types';
import { floatColor } from 'sigma/utils';

/** What the node reducer adds to Sigma's own display data. */
export interface MarkDisplay {
  /** The second colour; the first is `color`. */
  readonly stroke: string;
  /** Index into `SHAPES`. */
  readonly shape: number;
  /** Index into `STATES`. */
  readonly state: number;
}

const VERTEX = /* glsl */ `
attribute vec4 a_fill;
attribute vec4 a_stroke;
attribute vec2 a_position;
attribute float a_size;
attribute float a_form;
#ifndef POINTS
attribute vec2 a_corner;
#endif

uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform float u_correctionRatio;
uniform float u_pixelRatio;

varying vec4 v_fill;
varying vec4 v_stroke;
varying vec2 v_point;
varying float v_radius;
varying float v_form;

const float bias = 255.0 / 254.0;

void main() {
  // Everything is measured in CSS pixels around the centre of the mark.
  v_radius = a_size / u_sizeRatio;
  // Room for what lies outside the shape: a soft edge, the ring of a failure.
  // A hundred thousand small marks cost what their squares cover, so it is kept tight.
  float reach = v_radius * 1.25 + (a_form > 23.5 && a_form < 31.5 ? 5.0 : 1.0);
  // A hidden mark has size 0 in every attribute and must not leave its margin behind.
  if (a_size == 0.0) reach = 0.0;
  #ifdef POINTS
  gl_PointSize = 2.0 * reach * u_pixelRatio;
  v_point = vec2(reach);
  vec2 position = a_position;
  #else
  v_point = a_corner * reach;
  vec2 position = a_position + v_point * 2.0 * u_correctionRatio;
  #endif
  gl_Position = vec4((u_matrix * vec3(position, 1)).xy, 0, 1);
  v_form = a_form;
  v_fill = a_fill;
  v_fill.a *= bias;
  v_stroke = a_stroke;
  v_stroke.a *= bias;
}
`;

const FRAGMENT = /* glsl */ `
precision highp float;

varying vec4 v_fill;
varying vec4 v_stroke;
varying vec2 v_point;
varying float v_radius;
varying float v_form;

uniform float u_pixelRatio;

float outline(float shape, vec2 p, float r) {
  if (shape < 0.5) return length(p) - r;
  if (shape < 1.5) {
    float corner = 0.28 * r;
    vec2 q = abs(p) - vec2(0.92 * r - corner);
    return length(max(q, 0.0)) + min(max(q.x, q.y), 0.0) - corner;
  }
  vec2 q = abs(p);
  if (shape < 2.5) return max(dot(q, vec2(0.8615, 0.5078)) - 0.9649 * r, q.y - 0.95 * r);
  return (q.x + q.y - 1.2 * r) * 0.7071;
}

float segment(vec2 p, vec2 a, vec2 b) {
  vec2 pa = p - a;
  vec2 ba = b - a;
  return length(pa - ba * clamp(dot(pa, ba) / dot(ba, ba), 0.0, 1.0));
}

// How much of the pixel lies inside, from the distance to the border.
float inside(float distance) {
  return clamp(0.5 - distance * u_pixelRatio, 0.0, 1.0);
}

void over(inout vec4 below, vec4 colour, float coverage) {
  float a = colour.a * coverage;
  below = vec4(colour.rgb * a, a) + below * (1.0 - a);
}

void main(void) {
  float state = floor(v_form / 8.0 + 0.01);
  float shape = v_form - state * 8.0;
  #ifdef POINTS
  vec2 p = (gl_PointCoord - 0.5) * vec2(2.0, -2.0) * v_point;
  #else
  vec2 p = v_point;
  #endif
  float r = v_radius;
  float d = outline(shape, p, r);

  vec4 colour = vec4(0.0);
  bool small = r < 2.6;
  if (state < 0.5) {
    over(colour, v_stroke, inside(d));
    if (!small) {
      // One colour replaces the other: laid over each other, faded marks would be darker inside.
      colour = mix(colour, vec4(v_fill.rgb * v_fill.a, v_fill.a), inside(d + 1.3));
    }
  } else if (state < 1.5 || state > 3.5) {
    over(colour, v_stroke, inside(d));
    if (!small) {
      float cut = inside(d + 1.6);
      if (state < 1.5) cut *= inside(-p.y);
      colour = mix(colour, vec4(v_fill.rgb * v_fill.a, v_fill.a), cut);
      if (state > 3.5) {
        float k = r * 0.45;
        float arrow = min(segment(p, vec2(0.0, -k), vec2(0.0, k)),
          min(segment(p, vec2(-0.8 * k, 0.2 * k), vec2(0.0, k)), segment(p, vec2(0.8 * k, 0.2 * k), vec2(0.0, k))));
        over(colour, v_stroke, inside(arrow - 0.75));
      }
    }
  } else {
    if (state > 2.5) over(colour, v_fill, inside(abs(length(p) - r * 1.1 - 3.0) - 0.8));
    if (!small) over(colour, v_stroke, inside(d - 0.8));
    over(colour, v_fill, inside(d));
    if (!small) {
      float k = r * 0.4;
      float cross = min(segment(p, vec2(-k, -k), vec2(k, k)), segment(p, vec2(k, -k), vec2(-k, k)));
      over(colour, v_stroke, inside(cross - max(0.75, r * 0.11)));
    }
  }
  gl_FragColor = colour;
}
`;

const UNIFORMS = ['u_sizeRatio', 'u_correctionRatio', 'u_matrix', 'u_pixelRatio'] as const;

/** Draws all marks of the map. */
export class MarkProgram extends NodeProgram<(typeof UNIFORMS)[number]> {
  /** Marks are hit by arithmetic, so the picking buffer is refused: half the work. */
  constructor(gl: WebGLRenderingContext, _picking: WebGLFramebuffer | null, renderer: Sigma) {
    super(gl, null, renderer);
  }

  /** Sigma asks for it once, when the program is made. */
  getDefinition() {
    const { FLOAT, UNSIGNED_BYTE, TRIANGLE_STRIP } = WebGLRenderingContext;
    return {
      VERTICES: 4,
      VERTEX_SHADER_SOURCE: VERTEX,
      FRAGMENT_SHADER_SOURCE: FRAGMENT,
      METHOD: TRIANGLE_STRIP,
      UNIFORMS,
      ATTRIBUTES: [
        { name: 'a_position', size: 2, type: FLOAT },
        { name: 'a_size', size: 1, type: FLOAT },
        { name: 'a_fill', size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: 'a_stroke', size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: 'a_form', size: 1, type: FLOAT },
      ],
      CONSTANT_ATTRIBUTES: [{ name: 'a_corner', size: 2, type: FLOAT }],
      CONSTANT_DATA: [
        [-1, -1],
        [1, -1],
        [-1, 1],
        [1, 1],
      ],
    };
  }

  /** Writes one mark into the buffer, in the order of the attributes. */
  processVisibleItem(_id: number, start: number, data: NodeDisplayData & MarkDisplay): void {
    const { array } = this;
    let i = start;
    array[i++] = data.x;
    array[i++] = data.y;
    array[i++] = data.size;
    array[i++] = floatColor(data.color);
    array[i++] = floatColor(data.stroke);
    array[i++] = data.shape + 8 * data.state;
  }

  /** Hands the camera to the shaders. */
  setUniforms(params: RenderParams, { gl, uniformLocations }: ProgramInfo<(typeof UNIFORMS)[number]>): void {
    gl.uniform1f(uniformLocations.u_correctionRatio, params.correctionRatio);
    gl.uniform1f(uniformLocations.u_sizeRatio, params.sizeRatio);
    gl.uniform1f(uniformLocations.u_pixelRatio, params.pixelRatio);
    gl.uniformMatrix3fv(uniformLocations.u_matrix, false, params.matrix);
  }
}

/**
 * The same marks as points, which is a quarter of the work and less, for systems with so many that all
 * are small. Large points are no good: cards limit their size, and cut them off at the map's edge.
 */
export class PointMarkProgram extends MarkProgram {
  /** As with squares, but one vertex per mark and none shared. */
  override getDefinition() {
    const { CONSTANT_ATTRIBUTES: _corner, CONSTANT_DATA: _corners, ...definition } = super.getDefinition();
    return {
      ...definition,
      VERTICES: 1,
      METHOD: WebGLRenderingContext.POINTS,
      VERTEX_SHADER_SOURCE: `#define POINTS\n${VERTEX}`,
      FRAGMENT_SHADER_SOURCE: `#define POINTS\n${FRAGMENT}`,
    } as unknown as ReturnType<MarkProgram['getDefinition']>;
  }
}
