/** A program that draws nothing. Sigma compiles its own programs whether they are used or not; this replaces them. */
export class NoProgram {
  readonly drawLabel = undefined;
  readonly drawHover = undefined;

  /** Nothing to make room for. */
  reallocate(): void {}

  /** Nothing to write. */
  process(): void {}

  /** Nothing to draw. */
  render(): void {}

  /** Nothing to release. */
  kill(): void {}
}
