/** What kind of failure a loss is. */

/**
 * While the failure that it goes back to is under way: the service that the failed lose themselves, what a common
 * cause takes down, and what others lose because of it; and all that is lost after that failure has ended.
 */
export const NATURES = ['independent', 'commonCause', 'cascading', 'recovery'] as const;
export const INDEPENDENT = 0;
export const COMMON_CAUSE = 1;
export const CASCADING = 2;
export const RECOVERY = 3;
