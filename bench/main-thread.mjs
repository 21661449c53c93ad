/** What the main thread of a page is busy with, from the browser's own trace. */

/**
 * @typedef {object} Task
 * @property {number} wall milliseconds from begin to end, in which the machine may have done something else
 * @property {number} processor milliseconds that the thread itself was at work
 */

/**
 * Tasks of a page's main thread while `run` goes on. Other pages that the browser keeps are left out.
 * @param {import('playwright').Browser} browser
 * @param {import('playwright').Page} page
 * @param {() => Promise<unknown>} run
 * @returns {Promise<Task[]>}
 */
export async function tasksOf(browser, page, run) {
  await browser.startTracing(page, { categories: ['toplevel', 'devtools.timeline'] });
  await run();
  const { origin } = new URL(page.url());
  const trace = await browser.stopTracing();
  /** @type {{ ph: string, name: string, pid: number, tid: number, dur: number, tdur?: number, args?: object }[]} */
  const events = JSON.parse(trace.toString()).traceEvents;
  const ofPage = new Set(
    events.filter(({ args }) => JSON.stringify(args ?? {}).includes(origin)).map(({ pid }) => pid),
  );
  const threads = new Set(
    events
      .filter(({ name, pid, args }) => {
        const isMain = name === 'thread_name' && /** @type {any} */ (args).name === 'CrRendererMain';
        return isMain && ofPage.has(pid);
      })
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  return events
    .filter(({ ph, name }) => ph === 'X' && name === 'ThreadControllerImpl::RunTask')
    .filter(({ pid, tid }) => threads.has(`${pid} ${tid}`))
    .map(({ dur, tdur = dur }) => ({ wall: dur / 1000, processor: tdur / 1000 }));
}
