/** The mark of the product: three rings and the street that runs through them. */
export function Mark({ size }: { size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="none" aria-hidden="true">
      <circle cx="16" cy="16" r="14" fill="#7a1f1f" opacity="0.16" />
      <circle cx="16" cy="16" r="9.5" fill="#7a1f1f" opacity="0.32" />
      <circle cx="16" cy="16" r="5" fill="#9b2c2c" />
      <path
        d="M3 22.5 12.5 18l7-3.5L29 8"
        stroke="#fff"
        strokeWidth="2"
        strokeLinecap="round"
        opacity="0.9"
      />
    </svg>
  )
}
