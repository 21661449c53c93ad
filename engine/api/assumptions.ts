/** What the structural cascade takes for granted. */
export const STRUCTURAL_ASSUMPTIONS = [
  'The failure lasts long enough to outlive every cache, certificate and session: grace times are not counted.',
  'A switch to an alternative that works always succeeds, at once.',
  'Every dependency listed is taken as real, whatever its confidence; dependencies that are not listed are missing.',
] as const;
