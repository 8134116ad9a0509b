/** Laws are tried on the same cases every time; SHANGQUAN_TEST_SEED tries them on others. */
import fc from 'fast-check'

fc.configureGlobal({ seed: Number(process.env.SHANGQUAN_TEST_SEED ?? 20_261_123) })
