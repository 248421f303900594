// One's data and its end: a copy, signing out, and deleting everything in two steps.

import { useEffect, useId, useRef, useState } from "react";
import { useClient } from "../app/client";
import { today } from "../asks/days";
import { useApi } from "../transport/api";
import { newId } from "../transport/outbox";
import { download } from "./download";
import { type News, reveal, Section, Told } from "./parts";
import { explain, request } from "./rest";
import { useWords } from "./words";

export function Leaving({ onGone }: { onGone: (told: string) => void }) {
  const api = useApi();
  const client = useClient();
  const strings = useWords();
  const words = strings.views.profile;
  const [news, setNews] = useState<News | null>(null);
  const [sure, setSure] = useState(false);
  const [busy, setBusy] = useState(false);
  // One wish to be forgotten, however often it has to be sent.
  const key = useRef("");
  const erase = useRef<HTMLButtonElement>(null);

  const attempt = async (what: () => Promise<void>) => {
    if (busy) return;
    setBusy(true);
    try {
      await what();
    } catch (error) {
      setNews({ tone: "bad", words: explain(error, strings) });
    }
    setBusy(false);
  };
  const copy = () =>
    attempt(async () => {
      setNews({ tone: "busy", words: words.exporting });
      const content = await request(api, "GET /api/users/{id}/export", { path: { id: "me" } });
      download(JSON.stringify(content, null, 1), `account-${today()}.json`);
      setNews({ tone: "good", words: words.exported });
    });
  const signOut = (everywhere: boolean) =>
    attempt(async () => {
      await request(api, "DELETE /api/sessions", { query: everywhere ? { everywhere: "true" } : {} });
      onGone(words.signedOut);
      client.signedOut("signedOut");
    });
  const forget = () =>
    attempt(async () => {
      const headers = { "Idempotency-Key": (key.current ||= newId()) };
      const { kept } = await request(api, "DELETE /api/users/{id}", { path: { id: "me" }, headers });
      onGone(`${words.erased} ${kept}`);
      client.signedOut("forgotten");
    });
  const stay = () => {
    setSure(false);
    erase.current?.focus();
  };
  return (
    <Section title={words.data}>
      <div className="view-row">
        <Quiet label={words.export} onClick={() => void copy()} />
        <Quiet label={words.signOut} onClick={() => void signOut(false)} />
        <Quiet label={words.signOutEverywhere} onClick={() => void signOut(true)} />
        <button ref={erase} type="button" className="tw-button tw-button--quiet view-warn" aria-expanded={sure} onClick={() => setSure(true)}>
          {words.erase}
        </button>
      </div>
      {sure && <Sure busy={busy} onYes={() => void forget()} onNo={stay} />}
      <Told news={news} />
    </Section>
  );
}

function Quiet({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <button type="button" className="tw-button tw-button--quiet" onClick={onClick}>
      {label}
    </button>
  );
}

function Sure({ busy, onYes, onNo }: { busy: boolean; onYes: () => void; onNo: () => void }) {
  const strings = useWords();
  const words = strings.views.profile;
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => reveal(heading.current), []);
  return (
    <section className="confirm" aria-labelledby={id}>
      <h4 id={id} ref={heading} tabIndex={-1}>
        {words.eraseSure}
      </h4>
      <p>{words.eraseWhat}</p>
      <p>{words.eraseStays}</p>
      <div className="confirm-buttons">
        <button type="button" className="tw-button view-danger" disabled={busy} onClick={onYes}>
          {busy ? words.erasing : words.eraseYes}
        </button>
        <button type="button" className="tw-button tw-button--quiet" disabled={busy} onClick={onNo}>
          {strings.views.keep}
        </button>
      </div>
    </section>
  );
}
