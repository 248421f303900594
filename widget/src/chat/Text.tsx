// A text with its links made clickable; everything else stays text.

import type { ReactNode } from "react";

const LINK = /\bhttps?:\/\/[^\s<>"'`]+/gi;
const AFTER = /[.,;:!?)\]}»”’]+$/;

export function Text({ text }: { text: string }) {
  return <>{parts(text)}</>;
}

function parts(text: string): ReactNode[] {
  const found: ReactNode[] = [];
  let done = 0;
  for (const match of text.matchAll(LINK)) {
    const address = match[0].replace(AFTER, "");
    if (!isAddress(address)) continue;
    found.push(text.slice(done, match.index));
    found.push(
      <a key={match.index} className="tw-link" href={address} target="_blank" rel="noopener noreferrer nofollow">
        {address}
      </a>,
    );
    done = match.index + address.length;
  }
  found.push(text.slice(done));
  return found;
}

function isAddress(text: string): boolean {
  try {
    return ["http:", "https:"].includes(new URL(text).protocol);
  } catch {
    return false;
  }
}
