// Several cards: side by side to swipe where it is narrow, a grid where there is room.

import { Children, type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import { useDirection, useStrings } from "../strings";

interface Shown {
  first: number;
  last: number;
  scrolls: boolean;
}

/** Which children are in sight, by at least two thirds of their width. */
function inSight(track: HTMLElement): Shown {
  const frame = track.getBoundingClientRect();
  const seen = Array.from(track.children).flatMap((child, index) => {
    const box = child.getBoundingClientRect();
    const part = Math.min(box.right, frame.right) - Math.max(box.left, frame.left);
    return part >= box.width * 0.66 ? [index] : [];
  });
  return { first: seen[0] ?? 0, last: seen.at(-1) ?? 0, scrolls: track.scrollWidth > track.clientWidth + 1 };
}

export default function Carousel({ children, label }: { children: ReactNode; label?: string }) {
  const words = useStrings().cards;
  const rightToLeft = useDirection() === "rtl";
  const track = useRef<HTMLUListElement>(null);
  const cards = Children.toArray(children);
  const [shown, setShown] = useState<Shown>({ first: 0, last: 0, scrolls: false });

  const look = useCallback(() => {
    if (track.current) setShown(inSight(track.current));
  }, []);
  useEffect(() => {
    look();
    if (!track.current || typeof ResizeObserver === "undefined") return;
    const watcher = new ResizeObserver(look);
    watcher.observe(track.current);
    return () => { watcher.disconnect(); };
  }, [look, cards.length]);

  const move = (by: 1 | -1) => {
    const list = track.current;
    const first = list?.children[0];
    if (!list || !first) return;
    const width = first.getBoundingClientRect().width;
    list.scrollBy({ left: width * by * (rightToLeft ? -1 : 1) });
  };

  if (cards.length === 1) return <div className="single">{cards[0]}</div>;
  return (
    <div className="carousel" role="group" aria-label={label ?? words.several}>
      {/* What scrolls must be reachable by keyboard, also where no card holds a button. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <ul className="carousel-track" role="list" ref={track} tabIndex={shown.scrolls ? 0 : undefined} onScroll={look}>
        {cards.map((card, index) => (
          <li key={index}>{card}</li>
        ))}
      </ul>
      {shown.scrolls && (
        <div className="carousel-buttons">
          <button type="button" className="tw-button tw-button--bare" aria-label={words.previous} disabled={shown.first === 0} onClick={() => { move(-1); }}>
            <Arrow back />
          </button>
          <span className="carousel-position">{words.position(shown.first + 1, shown.last + 1, cards.length)}</span>
          <button type="button" className="tw-button tw-button--bare" aria-label={words.next} disabled={shown.last >= cards.length - 1} onClick={() => { move(1); }}>
            <Arrow />
          </button>
        </div>
      )}
    </div>
  );
}

function Arrow({ back = false }: { back?: boolean }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" className="card-icon card-icon--turns">
      <path d={back ? "M15 5l-7 7 7 7" : "M9 5l7 7-7 7"} />
    </svg>
  );
}
