/** Milliseconds before work says that it is still going on. */
const QUIET_MS = 500;

/** One line on a terminal's standard error that is written over; nothing where no person is watching. */
export function progressLine(): { update(text: string): void; clear(): void } {
  const startedAt = performance.now();
  let shown = false;
  return {
    update(text) {
      if (!process.stderr.isTTY || performance.now() - startedAt < QUIET_MS) return;
      shown = true;
      process.stderr.write(`\r\u001b[K${text}`);
    },
    clear() {
      if (shown) process.stderr.write('\r\u001b[K');
    },
  };
}
