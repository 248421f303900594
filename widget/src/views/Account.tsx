// The account of who is signed in, part by part.

import type { User } from "../state/slices";
import { Companions } from "./Companions";
import { Conversations } from "./Conversations";
import { Details } from "./Details";
import { EmailChange } from "./EmailChange";
import { Leaving } from "./Leaving";
import { Section } from "./parts";
import { Preferences } from "./Preferences";
import { useWords } from "./words";

interface Props {
  user: User;
  leave: () => void;
  /** Says what is left to say once nobody is signed in any more. */
  onGone: (told: string) => void;
}

export function Account({ user, leave, onGone }: Props) {
  const words = useWords().views.profile;
  return (
    <>
      <Details user={user} />
      <EmailChange user={user} />
      <Companions user={user} />
      <Preferences user={user} />
      <Conversations user={user} leave={leave} />
      <Section title={words.channels}>
        <ul className="card-marks" role="list">
          {user.channels.map((channel) => (
            <li key={channel}>{words.channelNames[channel] ?? channel}</li>
          ))}
        </ul>
      </Section>
      <Leaving onGone={onGone} />
    </>
  );
}
