// A destination with the reasons for it, the ways on, and a place to say whether it is liked.

import type { Recommendation } from "../types/api";
import { useWords } from "./words";

type Props = {
  idea: Recommendation;
  onSearch: (text: string) => void;
} & (
  | { onRemove: () => void }
  | {
      /** null: nobody is there to keep it for. */
      liked: boolean | null;
      onLike: () => void;
      onDislike: () => void;
    }
);

export function IdeaCard({ idea, onSearch, ...rest }: Props) {
  const strings = useWords();
  const words = strings.views.ideas;
  const { name, country_name: country } = idea.destination;
  return (
    <li>
      <article className="card" aria-label={`${strings.cards.kinds.destination}: ${name}`}>
        <header className="card-heading idea-heading">
          <div>
            <h4 className="card-title">
              <bdi>{name}</bdi>
            </h4>
            <p className="card-subtitle">
              <bdi>{country}</bdi>
            </p>
          </div>
          {"liked" in rest && rest.liked !== null && (
            <button
              type="button"
              className="tw-button tw-button--bare idea-like"
              aria-pressed={rest.liked}
              aria-label={words.likeOf(name)}
              title={rest.liked ? words.liked : words.like}
              onClick={rest.onLike}
            >
              <Heart />
            </button>
          )}
        </header>
        {idea.reasons.length > 0 && (
          <ul className="card-reasons" role="list" aria-label={strings.cards.why}>
            {idea.reasons.map((reason) => (
              <li key={reason}>
                <bdi>{reason}</bdi>
              </li>
            ))}
          </ul>
        )}
        <div className="card-choices">
          <Way label={words.flights} of={name} onClick={() => onSearch(words.flightsText(name))} />
          <Way label={words.stays} of={name} onClick={() => onSearch(words.staysText(name))} />
          {"onRemove" in rest && <Way label={words.takeBack} of={name} onClick={rest.onRemove} />}
          {"liked" in rest && rest.liked !== null && <Way label={words.dislike} of={name} onClick={rest.onDislike} />}
        </div>
      </article>
    </li>
  );
}

function Way({ label, of, onClick }: { label: string; of: string; onClick: () => void }) {
  return (
    <button type="button" className="tw-button tw-button--quiet" aria-label={`${label}: ${of}`} onClick={onClick}>
      {label}
    </button>
  );
}

function Heart() {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" className="card-icon">
      <path d="M12 20.5S3.5 15.4 3.5 9.4A4.6 4.6 0 0 1 12 7.1a4.6 4.6 0 0 1 8.5 2.3c0 6-8.5 11.1-8.5 11.1z" />
    </svg>
  );
}
