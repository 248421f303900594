// Ideas where to go: a wish, what fits it and why, and what was saved.

import { useRef } from "react";
import type { Recommendation } from "../types/api";
import { IdeaCard } from "./IdeaCard";
import { type Owner, useOwner } from "./owner";
import { Failed, More, Page, Section, Told, Waiting } from "./parts";
import type { ViewProps } from "./registry";
import { type Ideas as State, type Judgement, useIdeas } from "./useIdeas";
import { WishForm } from "./WishForm";
import { useWords } from "./words";

export default function Ideas({ say }: ViewProps) {
  const owner = useOwner();
  return (
    <Page title={useWords().app.ideas}>
      {owner === undefined ? <Waiting /> : <Of key={owner?.key ?? ""} owner={owner} say={say} />}
    </Page>
  );
}

function Of({ owner, say }: { owner: Owner | null; say: ViewProps["say"] }) {
  const words = useWords().views.ideas;
  const ideas = useIdeas(owner);
  const { search, saved } = ideas;
  const heading = useRef<HTMLHeadingElement>(null);
  const savedHeading = useRef<HTMLHeadingElement>(null);
  const likedIds = new Set(saved.items.map((one) => one.destination.id));
  const judge = async (idea: Recommendation, judgement: Judgement, next?: HTMLElement | null) => {
    // What goes away takes the focus with it.
    if (await ideas.judge(idea, judgement)) next?.focus();
  };
  const go = (idea: Recommendation, text: string) => {
    ideas.searched(idea);
    say(text);
  };
  return (
    <>
      <WishForm wish={search.wish} busy={ideas.busy} onFind={(wish) => void ideas.find(wish)} />
      <Told news={ideas.news} />
      {search.found && (
        <Section title={words.results} heading={heading}>
          {search.found.length === 0 && <p className="view-hint">{words.nothing}</p>}
          <ul className="view-cards" role="list">
            {search.found.map((idea) => (
              <IdeaCard
                key={idea.id}
                idea={idea}
                liked={owner === null || search.owner === "" ? null : likedIds.has(idea.destination.id)}
                onLike={() => void judge(idea, likedIds.has(idea.destination.id) ? "takenBack" : "liked")}
                onDislike={() => void judge(idea, "disliked", heading.current)}
                onSearch={(text) => go(idea, text)}
              />
            ))}
          </ul>
        </Section>
      )}
      <Section title={words.saved} heading={savedHeading}>
        {owner === null ? (
          <p className="view-hint">{words.savedGuest}</p>
        ) : (
          <Saved saved={saved} onRemove={(idea) => void judge(idea, "takenBack", savedHeading.current)} onSearch={go} />
        )}
      </Section>
    </>
  );
}

interface SavedProps {
  saved: State["saved"];
  onRemove: (idea: Recommendation) => void;
  onSearch: (idea: Recommendation, text: string) => void;
}

function Saved({ saved, onRemove, onSearch }: SavedProps) {
  const words = useWords().views.ideas;
  if (saved.state === "loading") return <Waiting />;
  if (saved.state === "failed") return <Failed onAgain={saved.again} />;
  if (saved.items.length === 0) return <p className="view-hint">{words.savedNone}</p>;
  return (
    <>
      <ul className="view-cards" role="list">
        {saved.items.map((idea) => (
          <IdeaCard key={idea.id} idea={idea} onRemove={() => onRemove(idea)} onSearch={(text) => onSearch(idea, text)} />
        ))}
      </ul>
      <More pages={saved} />
    </>
  );
}
