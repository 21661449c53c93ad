/** A link out of the page, only to http and https; anything else stays text. */
import type { ReactNode } from 'react';
import { webAddress } from '../store/words.ts';

interface OutsideLinkProps {
  readonly address: string;
  readonly children: ReactNode;
}

/** Opens in its own tab, and tells the other side nothing. */
export function OutsideLink({ address, children }: OutsideLinkProps) {
  const href = webAddress(address);
  if (!href) return <span>{children}</span>;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}
