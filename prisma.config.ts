/** For `prisma generate` alone: migrations go through lib/cli/migrate.ts and know a `DATABASE_URL`. */
import { defineConfig } from 'prisma/config'

export default defineConfig({ schema: 'prisma/schema.prisma', migrations: { path: 'prisma/migrations' } })
