'use client'

/** The fields of a record, by hand: those of an import, and those that only a person decides. */
import {
  Checkbox,
  Chip,
  Group,
  Input,
  type InputWrapperProps,
  NumberInput,
  Select,
  TextInput,
} from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useWorkspace } from '@/app/(workspace)/workspace-context'
import type { FieldFault } from '@/lib/domain/retailer/check-record'
import {
  BUSINESS_FORMATS,
  MARKET_TYPES,
  SERVICE_CLASSES,
  TIERS_MAX,
  VISITS_A_WEEK_MAX,
} from '@/lib/domain/retailer/classification'
import type { EditRetailer } from '@/lib/usecases/edit-retailer/edit-retailer'
import classes from './forms.module.css'
import { useRetailerWords } from './words'

export type Facts = Omit<EditRetailer, 'id' | 'version' | 'reason'>

const TEXTS = ['name', 'address', 'owner', 'phone', 'licenseNo', 'openWindows'] as const
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7]
/** What a field is about stands below it, so that fields side by side stay level. */
const LEVEL = { inputWrapperOrder: ['label', 'input', 'description', 'error'] } satisfies InputWrapperProps
const CONTACTS = ['allowed', 'onsite-only', 'listed'] as const

type Props = {
  facts: Facts
  onChange: (change: Partial<Facts>) => void
  faults: readonly FieldFault[]
  /** Tier, class and support are set by those who may rank. */
  mayRank: boolean
  isDemonstration: boolean
}

export function FactsFields({ facts, onChange, faults, mayRank, isDemonstration }: Props) {
  const t = useTranslations('retailer')
  const common = useTranslations('common')
  const words = useRetailerWords()
  const { territories } = useWorkspace()
  const errorOf = (field: string) => {
    const fault = faults.find((one) => one.field === field)
    return fault ? { error: words.fault(fault) } : {}
  }
  const about = (field: (typeof TEXTS)[number]) => {
    if (field === 'openWindows') return { description: t('facts.open-windows-about') }
    const isPersonal = field === 'owner' || field === 'phone' || field === 'licenseNo'
    return isPersonal && isDemonstration ? { description: t('facts.demonstration') } : {}
  }
  const rankOnly = mayRank ? {} : { disabled: true, description: t('facts.rank-about') }
  return (
    <div className={classes.fields}>
      {TEXTS.map((field) => (
        <TextInput
          {...LEVEL}
          key={field}
          label={words.field(field)}
          required={field === 'name'}
          value={facts[field]}
          onChange={(event) => onChange({ [field]: event.currentTarget.value })}
          {...about(field)}
          {...errorOf(field)}
        />
      ))}
      <Select
        {...LEVEL}
        label={words.field('format')}
        data={BUSINESS_FORMATS.map((value) => ({ value, label: common(`formats.${value}`) }))}
        value={facts.format || null}
        onChange={(format) => onChange({ format: format ?? '' })}
        required
        allowDeselect={false}
        {...errorOf('format')}
      />
      <Select
        {...LEVEL}
        label={words.field('marketType')}
        data={MARKET_TYPES.map((value) => ({ value, label: common(`market-types.${value}`) }))}
        value={facts.marketType || null}
        onChange={(marketType) => onChange({ marketType: marketType ?? '' })}
        required
        allowDeselect={false}
        {...errorOf('marketType')}
      />
      <NumberInput
        {...LEVEL}
        label={words.field('tier')}
        min={1}
        max={TIERS_MAX}
        clampBehavior="none"
        value={facts.tier}
        onChange={(tier) => onChange({ tier: String(tier) })}
        {...rankOnly}
        {...errorOf('tier')}
      />
      <Select
        {...LEVEL}
        label={words.field('serviceClass')}
        data={[...SERVICE_CLASSES]}
        value={facts.serviceClass}
        onChange={(value) => onChange({ serviceClass: (value ?? 'C') as Facts['serviceClass'] })}
        allowDeselect={false}
        {...rankOnly}
      />
      <NumberInput
        {...LEVEL}
        label={words.field('visitsPerWeek')}
        description={t('facts.visits-about')}
        min={0}
        max={VISITS_A_WEEK_MAX}
        clampBehavior="none"
        value={facts.visitsPerWeek}
        onChange={(visits) => onChange({ visitsPerWeek: String(visits) })}
        {...errorOf('visitsPerWeek')}
      />
      <Select
        {...LEVEL}
        label={words.field('contactPreference')}
        data={CONTACTS.map((value) => ({ value, label: t(`contact.${value}`) }))}
        value={facts.contactPreference}
        onChange={(value) => onChange({ contactPreference: (value ?? 'allowed') as 'allowed' })}
        allowDeselect={false}
      />
      <Select
        {...LEVEL}
        label={words.field('territoryId')}
        data={territories.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={facts.territoryId === null ? null : String(facts.territoryId)}
        onChange={(value) => onChange({ territoryId: value === null ? null : Number(value) })}
        placeholder={t('facts.no-territory')}
        disabled={territories.length < 2}
        allowDeselect={false}
      />
      <Input.Wrapper label={words.field('closedWeekdays')} labelElement="div">
        <Chip.Group
          multiple
          value={facts.closedWeekdays.map(String)}
          onChange={(days) => onChange({ closedWeekdays: days.map(Number) })}
        >
          <Group gap={5} mt={4} role="group" aria-label={words.field('closedWeekdays')}>
            {WEEKDAYS.map((day) => (
              <Chip key={day} size="xs" value={String(day)}>
                {words.weekday(day)}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      </Input.Wrapper>
      <div className={classes.flags}>
        <Checkbox
          label={words.field('keyGrowth')}
          checked={facts.keyGrowth}
          onChange={(event) => onChange({ keyGrowth: event.currentTarget.checked })}
        />
        <Checkbox
          label={words.field('assisted')}
          checked={facts.assisted}
          disabled={!mayRank}
          onChange={(event) => onChange({ assisted: event.currentTarget.checked })}
        />
      </div>
    </div>
  )
}
