import { redirect } from 'next/navigation'

export default function RulesPage() {
  redirect('/rules/service-rules')
}
