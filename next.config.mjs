import createNextIntlPlugin from 'next-intl/plugin'

const withNextIntl = createNextIntlPlugin('./lib/i18n/request.ts')
const developing = process.env.NODE_ENV === 'development'

/** Everything comes from this server: it must work without internet. Next and Mantine write inline scripts and styles. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  `script-src 'self' 'unsafe-inline' ${developing ? "'unsafe-eval'" : "'wasm-unsafe-eval'"}`,
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  `connect-src 'self' ${developing ? 'ws:' : ''}`,
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

const HEADERS = [
  { key: 'Content-Security-Policy', value: CONTENT_SECURITY_POLICY },
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(self), geolocation=(self), microphone=(), payment=()' },
]

/** Tiles are kept as gzip. Next drops this header from what a route answers, so it is set here. */
const TILE_HEADERS = [{ key: 'Content-Encoding', value: 'gzip' }]

/** @type {import('next').NextConfig} */
const config = {
  output: 'standalone',
  poweredByHeader: false,
  // `npm test` checks the types, of tests and commands too; the build of the web need not do it again.
  typescript: { ignoreBuildErrors: true },
  outputFileTracingRoot: import.meta.dirname,
  outputFileTracingExcludes: { '*': ['.data/**', '.setup/**', 'tests/**', 'docs/**'] },
  headers: async () => [
    { source: '/:path*', headers: HEADERS },
    { source: '/api/tiles/:path*', headers: TILE_HEADERS },
  ],
}

export default withNextIntl(config)
