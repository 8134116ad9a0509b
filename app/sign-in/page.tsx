import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { findActor } from '@/lib/auth/session'
import { Mark } from '@/lib/ui/mark'
import { safePath } from './safe-path'
import classes from './sign-in.module.css'
import { SignInForm } from './sign-in-form'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('sign-in'))('title') }
}

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ next?: string }> }) {
  const next = safePath((await searchParams).next)
  if (await findActor()) redirect(next)
  const t = await getTranslations('sign-in')
  return (
    <main className={classes.page}>
      <div className={classes.rings} aria-hidden />
      <section className={classes.card}>
        <div className={classes.brand}>
          <Mark size={36} />
          <div>
            <h1 className={classes.title}>{t('product')}</h1>
            <p className={classes.tagline}>{t('tagline')}</p>
          </div>
        </div>
        <SignInForm next={next} />
      </section>
    </main>
  )
}
