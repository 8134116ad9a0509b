'use client'

import { Loader, Modal, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconBuildingStore, IconMapPin, IconPolygon, IconSearch } from '@tabler/icons-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type KeyboardEvent, useEffect, useState } from 'react'
import type { FoundPlace } from '@/lib/usecases/find-places'
import { findPlacesAction } from './actions'
import classes from './search.module.css'
import { useTerritory } from './territory'

const ICONS = { retailer: IconBuildingStore, 'trade-area': IconPolygon, address: IconMapPin }

/** Opens with ⌘K. What is chosen is shown on the map, selected. */
export function Search({ onClose }: { onClose: () => void }) {
  const t = useTranslations('common.search')
  const router = useRouter()
  const [territory] = useTerritory()
  const [text, setText] = useState('')
  const [wanted] = useDebouncedValue(text, 150)
  const [answer, setAnswer] = useState<{ to: string; places: readonly FoundPlace[] }>({ to: '', places: [] })
  const [active, setActive] = useState(0)

  useEffect(() => {
    let current = true
    if (wanted.trim() === '') setAnswer({ to: '', places: [] })
    else
      findPlacesAction(wanted).then((places) => {
        if (!current) return
        setAnswer({ to: wanted, places })
        setActive(0)
      })
    return () => {
      current = false
    }
  }, [wanted])

  const { places } = answer
  const open = (place: FoundPlace | undefined) => {
    if (!place) return
    onClose()
    router.push(hrefOf(place, territory))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setActive((k) => Math.min(places.length - 1, k + 1))
    else if (event.key === 'ArrowUp') setActive((k) => Math.max(0, k - 1))
    else if (event.key === 'Enter') open(places[active])
    else return
    event.preventDefault()
  }

  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      padding={0}
      size={560}
      yOffset="12vh"
      aria-label={t('label')}
    >
      <TextInput
        data-autofocus
        variant="unstyled"
        size="md"
        classNames={{ input: classes.input ?? '' }}
        leftSection={<IconSearch size={18} stroke={1.8} />}
        rightSection={text !== answer.to && text.trim() !== '' ? <Loader size="xs" /> : null}
        placeholder={t('placeholder')}
        aria-label={t('label')}
        role="combobox"
        aria-expanded={places.length > 0}
        aria-controls="places-found"
        aria-activedescendant={places[active] ? `place-${active}` : undefined}
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <div id="places-found" role="listbox" aria-label={t('results')} className={classes.list}>
        {places.map((place, k) => {
          const Icon = ICONS[place.kind]
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: focus stays in the input of the combobox, whose arrows and Enter choose an option
            <div
              key={`${place.kind} ${'id' in place ? place.id : place.position}`}
              id={`place-${k}`}
              role="option"
              tabIndex={-1}
              aria-selected={k === active}
              className={classes.option}
              onMouseMove={() => setActive(k)}
              onClick={() => open(place)}
            >
              <Icon
                size={18}
                stroke={1.6}
                className={classes.icon ?? ''}
                aria-label={t(`kinds.${place.kind}`)}
              />
              <span className={classes.name}>{nameOf(place)}</span>
              <span className={classes.detail}>{detailOf(place)}</span>
            </div>
          )
        })}
      </div>
      {places.length === 0 && (
        <p className={classes.nothing} role="status">
          {answer.to ? t('nothing', { text: answer.to }) : t('how')}
        </p>
      )}
    </Modal>
  )
}

function nameOf(place: FoundPlace): string {
  return place.kind === 'address' ? `${place.street} ${place.number}`.trim() : place.name
}

function detailOf(place: FoundPlace): string {
  if (place.kind === 'address') return ''
  return place.kind === 'retailer' && place.address ? `${place.code} · ${place.address}` : place.code
}

function hrefOf(place: FoundPlace, territory: number | null): string {
  const [lng, lat] = place.position.map((degrees) => degrees.toFixed(5))
  const zoom = { retailer: 16, 'trade-area': 14.5, address: 17 }[place.kind]
  const target = {
    retailer: () => `&sel=r:${'id' in place ? place.id : ''}`,
    'trade-area': () => `&sel=t:${'id' in place ? place.id : ''}`,
    address: () => `&at=${lng},${lat}`,
  }[place.kind]()
  return `/map?v=${lng},${lat},${zoom}${target}${territory === null ? '' : `&territory=${territory}`}`
}
