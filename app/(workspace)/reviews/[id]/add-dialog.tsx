'use client'

import { NumberInput, Select } from '@mantine/core'
import { useState } from 'react'
import { notify } from '@/app/(workspace)/plans/notify'
import { editReviewAction } from '@/app/(workspace)/reviews/actions'
import { useStep } from '@/app/(workspace)/reviews/use-step'
import { SERVICE_CLASSES } from '@/lib/domain/retailer/classification'
import { OBJECTIVES } from '@/lib/domain/review/objectives'
import { PROPOSAL_KINDS, type ProposalKind } from '@/lib/domain/review/proposals'
import { nameText, proposalSentence, type ReviewWords } from '@/lib/i18n/review-sentences'
import type { ReviewView } from '@/lib/usecases/review/view-review'
import { ReasonDialog } from './reason-dialog'

type Props = { view: ReviewView; words: ReviewWords; onEnd: () => void }

const PERCENT_MAX = 50

/** A proposal that no rule has made. */
export function AddDialog({ view, words, onEnd }: Props) {
  const { review: t, locale } = words
  const { take, isSaving, error } = useStep()
  const [kind, setKind] = useState<ProposalKind>('objective')
  const [percent, setPercent] = useState<number | string>(5)
  const [code, setCode] = useState<string>(OBJECTIVES[0])
  const [productId, setProductId] = useState<string | null>(null)
  const [serviceClass, setServiceClass] = useState<string>('B')
  const [from, setFrom] = useState<number | string>(14)
  const [to, setTo] = useState<number | string>(7)
  const product = productId === null ? {} : { productId: Number(productId) }
  const proposal =
    kind === 'allocation'
      ? { kind, change: Number(percent) / 100, ...product }
      : kind === 'service'
        ? { kind, serviceClass, from: Number(from), to: Number(to) }
        : { kind, code, ...product }
  const isReady =
    kind === 'allocation'
      ? Number(percent) !== 0
      : kind !== 'service' || (Number(from) >= 1 && Number(to) >= 1)
  const { id, version } = view.review
  return (
    <ReasonDialog
      title={t('proposals.add')}
      confirm={t('proposals.save')}
      label={t('proposals.reason')}
      needed={t('proposals.reason-needed')}
      isReady={isReady}
      isSaving={isSaving}
      error={error}
      onEnd={onEnd}
      onSubmit={(reason) =>
        void take(
          () => editReviewAction({ id, version, change: { what: 'add', proposal, reason } }),
          () => {
            void notify(t('proposals.saved'))
            onEnd()
          },
        )
      }
    >
      <Select
        label={t('proposals.kind-label')}
        allowDeselect={false}
        value={kind}
        data={PROPOSAL_KINDS.map((one) => ({ value: one, label: t(`proposals.kinds.${one}`) }))}
        onChange={(value) => setKind(value as ProposalKind)}
      />
      {kind === 'allocation' && (
        <NumberInput
          mt="sm"
          label={t('proposals.change-label')}
          value={percent}
          min={-PERCENT_MAX}
          max={PERCENT_MAX}
          decimalScale={1}
          onChange={setPercent}
        />
      )}
      {kind === 'service' && (
        <>
          <Select
            mt="sm"
            label={t('proposals.class-label')}
            allowDeselect={false}
            value={serviceClass}
            data={[...SERVICE_CLASSES]}
            onChange={(value) => value && setServiceClass(value)}
          />
          <NumberInput
            mt="sm"
            label={t('proposals.from-label')}
            value={from}
            min={1}
            max={365}
            decimalScale={0}
            onChange={setFrom}
          />
          <NumberInput
            mt="sm"
            label={t('proposals.days-label')}
            value={to}
            min={1}
            max={365}
            decimalScale={0}
            onChange={setTo}
          />
        </>
      )}
      {(kind === 'objective' || kind === 'campaign') && (
        <Select
          mt="sm"
          label={t('proposals.objective-label')}
          allowDeselect={false}
          value={code}
          data={OBJECTIVES.map((one) => ({
            value: one,
            label: proposalSentence({ kind: 'objective', code: one, params: {} }, words),
          }))}
          onChange={(value) => value && setCode(value)}
        />
      )}
      {kind !== 'service' && (
        <Select
          mt="sm"
          searchable
          clearable
          label={t('proposals.product-label')}
          placeholder={t('proposals.any-product')}
          value={productId}
          data={view.products
            .filter(({ scarce }) => kind !== 'allocation' || scarce)
            .map((one) => ({ value: `${one.id}`, label: nameText(one, locale) }))}
          onChange={setProductId}
        />
      )}
    </ReasonDialog>
  )
}
