// Signing in: an address, then the code that was mailed to it. A guest's conversation goes along.

import { useState } from "react";
import { useClient } from "../app/client";
import { useAppSelector } from "../state/store";
import { useLocale } from "../strings";
import { useApi } from "../transport/api";
import { CodeForm } from "./CodeForm";
import { EmailForm } from "./EmailForm";
import { Section } from "./parts";
import { request } from "./rest";
import { useWords } from "./words";

export function SignIn({ onDone }: { onDone: (email: string) => void }) {
  const api = useApi();
  const client = useClient();
  const words = useWords().views.profile;
  // Without extensions, which are about numbers and calendars.
  const locale = new Intl.Locale(useLocale()).baseName;
  const conversation = useAppSelector((state) => state.conversation.id);
  const [email, setEmail] = useState("");
  const [asked, setAsked] = useState(false);

  const askFor = async (address: string) => {
    await request(api, "POST /api/sessions", { body: { email: address, locale } });
  };
  const signIn = async (code: string) => {
    const body = { email, code, ...(conversation !== null && { conversation }) };
    const answer = await request(api, "POST /api/sessions", { body });
    if (!("user" in answer)) return;
    onDone(answer.user.email);
    client.signedIn(answer.user);
  };
  return (
    <Section title={words.signIn}>
      {asked ? (
        <CodeForm
          email={email}
          label={words.signIn}
          onCode={signIn}
          onResend={() => askFor(email)}
          onOther={() => setAsked(false)}
        />
      ) : (
        <EmailForm
          label={words.email}
          initial={email}
          onEmail={async (address) => {
            await askFor(address);
            setEmail(address);
            setAsked(true);
          }}
        />
      )}
    </Section>
  );
}
