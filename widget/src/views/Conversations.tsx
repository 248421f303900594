// The account's conversations: one of them is gone on with on this device.

import { useClient } from "../app/client";
import type { User } from "../state/slices";
import { useAppSelector, useChanges } from "../state/store";
import { useLocale } from "../strings";
import { useApi } from "../transport/api";
import { usePages } from "./pages";
import { Failed, More, Section, Waiting } from "./parts";
import { request } from "./rest";
import { useWords } from "./words";

export function Conversations({ user, leave }: { user: User; leave: () => void }) {
  const api = useApi();
  const client = useClient();
  const words = useWords().views.profile;
  const locale = useLocale();
  const current = useAppSelector((state) => state.conversation.id);
  const said = useAppSelector((state) => state.messages.order.length);
  // The list has the last words of each, so it is read again when there are others in this one.
  const version = useChanges("conversations") + said;
  const pages = usePages(user.id, version, async (after, limit, signal) => {
    const wanted = { path: { id: "me" }, query: { after, limit }, ...(signal && { signal }) };
    const { conversations, next } = await request(api, "GET /api/users/{id}/conversations", wanted);
    return { items: conversations, next };
  });
  const goOn = (id: string) => {
    if (id !== current) void client.open(id);
    leave();
  };
  const when = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
  return (
    <Section title={words.conversations}>
      {pages.state === "loading" && <Waiting />}
      {pages.state === "failed" && <Failed onAgain={pages.again} />}
      {pages.state === "ready" && pages.items.length === 0 && <p className="view-hint">{words.conversationsNone}</p>}
      <ul className="view-list" role="list">
        {pages.items.map(({ id, last_seen: seen, last_text: text }) => (
          <li key={id}>
            <button type="button" className="view-entry" aria-current={id === current ? "true" : undefined} onClick={() => goOn(id)}>
              <bdi className="view-entry-text">{text ?? words.withoutWords}</bdi>
              <small>
                {words.goOn(when.format(new Date(seen)))}
                {id === current && ` · ${words.current}`}
              </small>
            </button>
          </li>
        ))}
      </ul>
      <More pages={pages} />
    </Section>
  );
}
