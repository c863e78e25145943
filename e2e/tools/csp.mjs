/**
 * The page's Content-Security-Policy, as a meta element of the built page only: the development
 * server needs inline styles and its own websocket.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  // One policy, of app/ui/trustedTypes.ts, for the addresses of workers; no text becomes HTML or script.
  "require-trusted-types-for 'script'",
  "trusted-types default",
].join("; ");

/** @returns {import("vite").Plugin} */
export function contentSecurityPolicy() {
  return {
    name: "content-security-policy",
    apply: "build",
    transformIndexHtml: () => [
      {
        tag: "meta",
        attrs: { "http-equiv": "Content-Security-Policy", content: POLICY },
        injectTo: "head-prepend",
      },
    ],
  };
}
