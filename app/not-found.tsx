import { IconMapOff } from '@tabler/icons-react'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { EmptyState } from '@/lib/ui/empty-state'

export default async function NotFound() {
  const t = await getTranslations('common.not-found')
  return (
    <EmptyState icon={IconMapOff} title={t('title')} action={<Link href="/map">{t('back')}</Link>}>
      {t('text')}
    </EmptyState>
  )
}
