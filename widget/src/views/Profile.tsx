// Who is signed in, and what is kept of them; for guests the way in.

import { useEffect, useRef, useState } from "react";
import { useAppSelector } from "../state/store";
import { Account } from "./Account";
import { type News, Page, Told, Waiting } from "./parts";
import type { ViewProps } from "./registry";
import { SignIn } from "./SignIn";
import { useWords } from "./words";

export default function Profile(ways: ViewProps) {
  const words = useWords().views.profile;
  const user = useAppSelector((state) => state.session.user);
  const [news, setNews] = useState<News | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const id = user?.id;
  const before = useRef(id);
  useEffect(() => {
    // Whoever comes or goes changes the whole page: what had the focus is no longer there.
    if (before.current !== id && user !== undefined) heading.current?.focus();
    before.current = id;
  }, [id, user]);
  const tell = (told: string) => setNews({ tone: "good", words: told });
  return (
    <Page title={useWords().app.profile} heading={heading}>
      <Told news={news} />
      {user === undefined && <Waiting />}
      {user === null && <Guest onDone={(email) => tell(words.signedInAs(email))} />}
      {user && <Account key={user.id} user={user} leave={ways.leave} onGone={tell} />}
    </Page>
  );
}

function Guest({ onDone }: { onDone: (email: string) => void }) {
  const words = useWords().views.profile;
  return (
    <>
      <p>{words.guest}</p>
      <SignIn onDone={onDone} />
    </>
  );
}
