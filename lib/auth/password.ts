/** Passwords as argon2id, with the cost OWASP's password storage cheat sheet names (19 MiB, 2 passes). */
import { hash, verify } from '@node-rs/argon2'

export function hashPassword(password: string): Promise<string> {
  return hash(password, { memoryCost: 19_456, timeCost: 2, parallelism: 1 })
}

export function verifyPassword(stored: string, password: string): Promise<boolean> {
  return verify(stored, password)
}
