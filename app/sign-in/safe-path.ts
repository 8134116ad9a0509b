/** Where to go after signing in: a path of this site, never another site's address. */
export function safePath(next: unknown): string {
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) ? next : '/map'
}
