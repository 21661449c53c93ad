/** The application kept in this browser, so that it opens without a network. */

/**
 * Has the browser keep this version; `onNewer` hears when a newer one is kept and waits. Where the browser has no
 * such thing (a host without encryption, a private window) the page works as before.
 */
export async function keepApplication(onNewer: () => void): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  try {
    const registration = await navigator.serviceWorker.register('./sw.js');
    const tell = () => {
      // the first version waits for nobody
      if (registration.waiting && navigator.serviceWorker.controller) onNewer();
    };
    tell();
    registration.addEventListener('updatefound', () => {
      registration.installing?.addEventListener('statechange', tell);
    });
  } catch {
    // refused by the browser; there is nothing that the person could do
  }
}
