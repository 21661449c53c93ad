/** The security headers of the application, told once for the server, the dev server and the page itself. */

/** Make the page cross-origin isolated, which SharedArrayBuffer needs. */
export const isolationHeaders = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** All data stays in the browser: nothing is loaded from, or sent to, another origin. */
const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
];

/** The policy for a `<meta>` element, for hosts that cannot send headers. */
export const metaContentSecurityPolicy = policy.join('; ');

/** The policy as a header; `frame-ancestors` works there only. */
export const contentSecurityPolicy = [...policy, "frame-ancestors 'self'"].join('; ');
