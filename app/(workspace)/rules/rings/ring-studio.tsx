'use client'

import { Button, Group } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { parseAsStringLiteral, useQueryState } from 'nuqs'
import { ReadOnly } from '@/app/(workspace)/rules/read-only'
import shared from '@/app/(workspace)/rules/rules.module.css'
import { RulesSaveBar } from '@/app/(workspace)/rules/rules-save-bar'
import { useDraft } from '@/app/(workspace)/rules/use-draft'
import { Versions } from '@/app/(workspace)/rules/versions'
import { toFields } from '@/lib/domain/parameters/parameter-fields'
import {
  BRIEF_RING_PARAMETERS,
  DEFAULT_RING_PARAMETERS,
  RING_CLASSES,
} from '@/lib/domain/trade-area/ring-class'
import { RINGS } from '@/lib/domain/trade-area/rings'
import type { RingClassView } from '@/lib/usecases/view-ring-classes'
import type { RulesView } from '@/lib/usecases/view-rules'
import { RingPreview } from './ring-preview'
import classes from './ring-studio.module.css'
import { RingTable } from './ring-table'

const PRESETS = { 'preset-default': DEFAULT_RING_PARAMETERS, 'preset-brief': BRIEF_RING_PARAMETERS }
const PRESET_NAMES = ['preset-default', 'preset-brief'] as const

type Props = { view: RulesView; classes: readonly RingClassView[] }

/** Ring studio (圈层设置): the radii of every class, with what they look like around some shops. */
export function RingStudio({ view, classes: ringClasses }: Props) {
  const t = useTranslations('rules.rings-page')
  const effect = useTranslations('rules.effect')
  const draft = useDraft(view)
  const [ringClass, show] = useQueryState(
    'class',
    parseAsStringLiteral(RING_CLASSES).withDefault(RING_CLASSES[0]),
  )
  const shops = ringClasses
    .filter((one) => RINGS.some((ring) => isChanged(`${one.ringClass}.${ring}`)))
    .reduce((sum, { retailers }) => sum + retailers, 0)
  function isChanged(path: string) {
    return draft.fields[path] !== view.fields[path]
  }
  return (
    <div className={shared.stack}>
      {!view.mayEdit && <ReadOnly />}
      <div className={classes.studio}>
        <section className={shared.card} aria-labelledby="ring-radii">
          <div className={shared.head}>
            <h2 id="ring-radii" className={shared.heading}>
              {t('title')}
            </h2>
            <InForce version={view.version} />
          </div>
          <p className={shared.soft}>{t('about')}</p>
          {view.mayEdit && (
            <Group gap="xs" mb="sm">
              <span className={shared.small}>{t('presets')}</span>
              {PRESET_NAMES.map((name) => (
                <Button
                  key={name}
                  size="compact-sm"
                  variant="default"
                  onClick={() => draft.setAll(toFields('rings', PRESETS[name]))}
                >
                  {t(name)}
                </Button>
              ))}
            </Group>
          )}
          <RingTable view={view} draft={draft} ringClasses={ringClasses} shown={ringClass} onShow={show} />
          <p className={shared.source}>{t('walk-about')}</p>
        </section>
        <aside className={classes.aside}>
          <RingPreview
            key={ringClass}
            ringClass={ringClass}
            samples={ringClasses.find((one) => one.ringClass === ringClass)?.samples ?? []}
            stored={view.fields}
            edited={draft.fields}
          />
        </aside>
      </div>
      <RulesSaveBar view={view} draft={draft} effect={effect('rings', { shops, next: view.version + 1 })} />
      <Versions view={view} draft={draft} />
      <Definition />
    </div>
  )
}

function InForce({ version }: { version: number }) {
  const t = useTranslations('rules')
  return <span className={shared.small}>{t('in-force', { version })}</span>
}

function Definition() {
  const t = useTranslations('rules.rings-page')
  return (
    <section className={shared.card} aria-labelledby="ring-definition">
      <h2 id="ring-definition" className={shared.heading}>
        {t('definition.title')}
      </h2>
      <ul className={classes.sources}>
        {(['core', 'secondary', 'fringe', 'origin'] as const).map((part) => (
          <li key={part}>{t(`definition.${part}`)}</li>
        ))}
      </ul>
      <h3 className={shared.heading}>{t('sources')}</h3>
      <dl className={classes.sources}>
        {RING_CLASSES.map((ringClass) => (
          <div key={ringClass}>
            <dt>{t(`classes.${ringClass}.name`)}</dt>
            <dd>{t(`classes.${ringClass}.about`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
