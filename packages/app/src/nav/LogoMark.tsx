/** Four stacked containers seen through a lens. Drawn for this project. */
export function LogoMark({ size }: { size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="none" aria-hidden focusable="false">
      <circle cx="14" cy="14" r="11.5" stroke="#7cb8ff" strokeWidth="2.5" />
      <path d="m22.6 22.6 6 6" stroke="#7cb8ff" strokeWidth="3.5" strokeLinecap="round" />
      <rect x="8" y="8.5" width="5.4" height="4.8" rx="1" fill="#4ade80" />
      <rect x="14.6" y="8.5" width="5.4" height="4.8" rx="1" fill="#ffffff" />
      <rect x="8" y="14.7" width="5.4" height="4.8" rx="1" fill="#ffffff" />
      <rect x="14.6" y="14.7" width="5.4" height="4.8" rx="1" fill="#fbbf24" />
    </svg>
  );
}
