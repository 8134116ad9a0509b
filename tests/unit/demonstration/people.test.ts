import { expect, test } from 'vitest'
import { generatePeople } from '@/lib/domain/demonstration/people'

test.each(['es', 'zh'] as const)(
  'a hundred managers have names and user names of their own (%s)',
  (language) => {
    const people = generatePeople(7, 100, language)
    expect(people).toHaveLength(102)
    expect(new Set(people.map(({ name }) => name)).size).toBe(102)
    expect(new Set(people.map(({ username }) => username)).size).toBe(102)
    for (const { username } of people) expect(username).toMatch(/^[a-z]+\.[a-z]+$/)
  },
)

test('people of a Chinese city have Chinese names', () => {
  for (const { name } of generatePeople(7, 100, 'zh')) expect(name).toMatch(/^\p{Script=Han}{3}$/u)
})
