'use client'

import {
  ActionIcon,
  Avatar,
  Kbd,
  Menu,
  Select,
  Tooltip,
  UnstyledButton,
  useMantineColorScheme,
} from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import {
  IconDeviceDesktop,
  IconLanguage,
  IconLogout,
  IconMoon,
  IconSearch,
  IconSun,
} from '@tabler/icons-react'
import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { LOCALES, type Locale } from '@/lib/i18n/locales'
import { DemonstrationBadge } from '@/lib/ui/demonstration-badge'
import { chooseLocaleAction, signOutAction } from './actions'
import classes from './shell.module.css'
import { useTerritory } from './territory'
import { useWorkspace } from './workspace-context'

const Search = dynamic(() => import('./search').then((m) => m.Search), { ssr: false })

export function TopBar() {
  const { organization } = useWorkspace()
  return (
    <header className={classes.bar}>
      <SearchButton />
      <div className={classes.barSpace}>{organization?.demonstration && <DemonstrationBadge />}</div>
      <TerritorySwitch />
      <LanguageMenu />
      <ThemeMenu />
      <PersonMenu />
    </header>
  )
}

function SearchButton() {
  const t = useTranslations('common')
  const [opened, setOpened] = useState(false)
  useHotkeys([['mod+K', () => setOpened(true)]], [])
  return (
    <>
      <UnstyledButton className={classes.search} onClick={() => setOpened(true)} aria-haspopup="dialog">
        <IconSearch size={16} stroke={1.8} />
        <span className={classes.searchHint}>{t('search.hint')}</span>
        <Kbd size="xs" visibleFrom="md">
          Ctrl K
        </Kbd>
      </UnstyledButton>
      {opened && <Search onClose={() => setOpened(false)} />}
    </>
  )
}

function TerritorySwitch() {
  const t = useTranslations('common')
  const { territories } = useWorkspace()
  const [territory, setTerritory] = useTerritory()
  if (territories.length < 2) return <span className={classes.territory}>{territories[0]?.name}</span>
  return (
    <Select
      aria-label={t('territory.label')}
      className={classes.territorySelect}
      size="xs"
      data={[
        { value: '', label: t('territory.all', { count: territories.length }) },
        ...territories.map(({ id, name }) => ({ value: String(id), label: name })),
      ]}
      value={territory === null ? '' : String(territory)}
      onChange={(value) => setTerritory(value ? Number(value) : null)}
      allowDeselect={false}
      comboboxProps={{ width: 220, position: 'bottom-end' }}
    />
  )
}

function LanguageMenu() {
  const t = useTranslations('common')
  const locale = useLocale()
  const router = useRouter()
  const [pending, start] = useTransition()
  const choose = (next: Locale) =>
    start(async () => {
      await chooseLocaleAction(next)
      router.refresh()
    })
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Tooltip label={t('language.label')}>
          <ActionIcon variant="subtle" color="gray" loading={pending} aria-label={t('language.label')}>
            <IconLanguage size={18} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {LOCALES.map((name) => (
          <Menu.Item
            key={name}
            lang={name}
            onClick={() => choose(name)}
            aria-current={name === locale || undefined}
          >
            {t(`language.${name}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

const SCHEMES = [
  { scheme: 'light', Icon: IconSun },
  { scheme: 'dark', Icon: IconMoon },
  { scheme: 'auto', Icon: IconDeviceDesktop },
] as const

function ThemeMenu() {
  const t = useTranslations('common')
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Tooltip label={t('theme.label')}>
          <ActionIcon variant="subtle" color="gray" aria-label={t('theme.label')}>
            <IconSun size={18} stroke={1.6} className={classes.inLight} />
            <IconMoon size={18} stroke={1.6} className={classes.inDark} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {SCHEMES.map(({ scheme, Icon }) => (
          <Menu.Item
            key={scheme}
            leftSection={<Icon size={16} stroke={1.6} />}
            onClick={() => setColorScheme(scheme)}
            aria-current={scheme === colorScheme || undefined}
          >
            {t(`theme.${scheme}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function PersonMenu() {
  const t = useTranslations('common')
  const { person, organization } = useWorkspace()
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon variant="transparent" size={32} aria-label={t('person.label', { name: person.name })}>
          <Avatar size={28} radius="xl" color="ink" name={person.name}>
            {initialsOf(person.name)}
          </Avatar>
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <strong className={classes.personName}>{person.name}</strong>
          <br />
          {t(`roles.${person.role}`)}
          {organization && ` · ${organization.name}`}
        </Menu.Label>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} stroke={1.6} />} onClick={() => signOutAction()}>
          {t('person.sign-out')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/)
  if (/\p{Script=Han}/u.test(name)) return name.slice(0, 1)
  return words
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('')
}
