'use client'

import { Alert, Button, Group, TextInput } from '@mantine/core'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type FormEvent, useEffect, useState, useTransition } from 'react'
import { notify } from '@/app/(workspace)/plans/notify'
import { addRetailerAction } from '@/app/(workspace)/retailers/actions'
import { type Facts, FactsFields } from '@/app/(workspace)/retailers/facts-fields'
import classes from '@/app/(workspace)/retailers/forms.module.css'
import { PlaceField } from '@/app/(workspace)/retailers/place-field'
import { ReasonField } from '@/app/(workspace)/retailers/reason-field'
import type { Refusal } from '@/app/(workspace)/retailers/refusal'
import { usePlace } from '@/app/(workspace)/retailers/use-place'
import { useRetailerWords } from '@/app/(workspace)/retailers/words'
import { useTerritory } from '@/app/(workspace)/territory'
import { useWorkspace } from '@/app/(workspace)/workspace-context'
import type { BusinessFormat, MarketType } from '@/lib/domain/retailer/classification'
import { Page } from '@/lib/ui/page'
import type { MapStart } from '@/lib/usecases/view-map'

const EMPTY: Facts = {
  name: '',
  address: '',
  owner: '',
  phone: '',
  licenseNo: '',
  format: 'convenience',
  marketType: 'urban',
  tier: '',
  visitsPerWeek: '',
  openWindows: '',
  serviceClass: 'C',
  keyGrowth: false,
  assisted: false,
  closedWeekdays: [],
  contactPreference: 'allowed',
  territoryId: null,
}

/** Adds a shop: where it stands, what is known of it, and why it is added. */
export function NewRetailer({ types, mayRank }: { types: MapStart['types']; mayRank: boolean }) {
  const t = useTranslations('retailer')
  const words = useRetailerWords()
  const router = useRouter()
  const { organization, territories } = useWorkspace()
  const [territory] = useTerritory()
  const only = territories.length === 1 ? territories[0]!.id : null
  const [code, setCode] = useState('')
  const [facts, setFacts] = useState<Facts>({ ...EMPTY, territoryId: territory ?? only })
  const [reason, setReason] = useState('')
  const [refusal, setRefusal] = useState<Refusal>()
  const [isPending, start] = useTransition()
  const choice = usePlace(undefined, {
    format: facts.format as BusinessFormat,
    marketType: facts.marketType as MarketType,
  })
  const { place, proposal, confirmed } = choice
  const change = (part: Partial<Facts>) => setFacts((known) => ({ ...known, ...part }))

  const proposed = proposal?.near?.isOwn ? proposal.near.id : undefined
  useEffect(() => {
    if (proposed !== undefined) setFacts((known) => ({ ...known, territoryId: proposed }))
  }, [proposed])

  const submit = (event: FormEvent) => {
    event.preventDefault()
    start(async () => {
      const { lng, lat, datum } = place
      if (datum === null) return setRefusal({ code: 'no-place' })
      const outcome = await addRetailerAction({
        ...facts,
        code,
        lng,
        lat,
        datum,
        reason,
        confirmed: [...confirmed],
      })
      if (outcome.status === 'refused') return setRefusal(outcome.error)
      notify(t('new.done', { name: facts.name }))
      router.push(`/retailers/${outcome.value.id}`)
    })
  }
  const faults = refusal?.faults ?? []
  const codeFault = faults.find(({ field }) => field === 'code')
  const codeError =
    refusal?.code === 'code-taken'
      ? words.refusal('code-taken')
      : codeFault
        ? words.fault(codeFault)
        : undefined
  return (
    <Page title={t('new.title')} about={t('new.about')}>
      <form onSubmit={submit} className={classes.form} noValidate>
        <section className={classes.card} aria-labelledby="new-place">
          <h2 id="new-place">{t('new.place')}</h2>
          <PlaceField choice={choice} types={types} name={facts.name || t('new.shop')} />
        </section>
        <section className={classes.card} aria-labelledby="new-facts">
          <h2 id="new-facts">{t('new.facts')}</h2>
          <div className={classes.fields} style={{ marginBottom: 12 }}>
            <TextInput
              required
              label={words.field('code')}
              description={t('facts.code-about')}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              value={code}
              onChange={(event) => setCode(event.currentTarget.value)}
              error={codeError}
            />
          </div>
          <FactsFields
            facts={facts}
            onChange={change}
            faults={faults}
            mayRank={mayRank}
            isDemonstration={organization?.demonstration ?? false}
          />
        </section>
        <section className={classes.card}>
          <ReasonField
            value={reason}
            onChange={setReason}
            examples={[t('reason.new-licence'), t('reason.found'), t('reason.takeover')]}
          />
          {refusal && (
            <Alert color="red" className={classes.refusal ?? ''} role="alert">
              {words.refusal(refusal.code)}
            </Alert>
          )}
          <Group justify="flex-end" mt="md">
            <Button component={Link} href="/retailers" variant="default">
              {t('actions.cancel')}
            </Button>
            <Button type="submit" loading={isPending} disabled={reason.trim() === ''}>
              {t('new.confirm')}
            </Button>
          </Group>
        </section>
      </form>
    </Page>
  )
}
