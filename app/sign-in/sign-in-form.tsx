'use client'

import { Alert, Button, PasswordInput, TextInput } from '@mantine/core'
import { IconAlertCircle } from '@tabler/icons-react'
import { useTranslations } from 'next-intl'
import { useActionState } from 'react'
import { signInAction } from './actions'
import classes from './sign-in.module.css'

export function SignInForm({ next }: { next: string }) {
  const t = useTranslations('sign-in')
  const [state, action, pending] = useActionState(signInAction, { status: 'idle' })
  return (
    <form action={action} className={classes.form} noValidate>
      <input type="hidden" name="next" value={next} />
      {state.status !== 'idle' && (
        <Alert color="red" variant="light" icon={<IconAlertCircle size={18} />} role="alert">
          {state.status === 'incomplete' && t('incomplete')}
          {state.status === 'refused' && t(state.failure.code, { minutes: 0, ...state.failure })}
        </Alert>
      )}
      <TextInput
        name="username"
        label={t('username')}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        withAsterisk={false}
        autoFocus
        size="md"
        key={state.status === 'idle' ? '' : state.username}
        defaultValue={state.status === 'idle' ? '' : state.username}
      />
      <PasswordInput
        name="password"
        label={t('password')}
        autoComplete="current-password"
        required
        withAsterisk={false}
        size="md"
        visibilityToggleButtonProps={{ 'aria-label': t('show-password') }}
      />
      <Button type="submit" size="md" fullWidth loading={pending}>
        {t('submit')}
      </Button>
    </form>
  )
}
