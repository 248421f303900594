// The frame of the chat: a dialog beside the page it is embedded in, or the page itself.

import { type KeyboardEvent, type Ref, useEffect, useImperativeHandle, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { Draft } from "../chat/Composer";
import { Conversation } from "../chat/Conversation";
import { useAppSelector } from "../state/store";
import { useDirection, useLocale, useStrings } from "../strings";
import { VIEWS } from "../views/registry";
import { useClient } from "./client";
import { Header } from "./Header";
import { keepFocusInside, rest, useNarrow } from "./focus";
import { SideView } from "./SideView";
import { useUnread } from "./unread";

export interface AppHandle {
  open(): void;
  close(): void;
}

interface Props {
  mode: "panel" | "page";
  position?: "start" | "end";
  onUnread?: ((count: number) => void) | undefined;
  onClosed?: (() => void) | undefined;
  ref?: Ref<AppHandle>;
}

export function App({ mode, position = "end", onUnread, onClosed, ref }: Props) {
  const [shown, setShown] = useState(mode === "page");
  const [viewId, setViewId] = useState<string | null>(null);
  const [draft, setDraft] = useState<Draft | null>(null);
  const frame = useRef<HTMLDivElement>(null);
  const composer = useRef<HTMLTextAreaElement>(null);
  const client = useClient();
  const strings = useStrings();
  const brand = useAppSelector((state) => state.config.brand);
  const modal = useNarrow() && mode === "panel";
  const view = VIEWS.find((one) => one.id === viewId);
  useUnread(shown && view === undefined, onUnread);

  const close = () => {
    setShown(false);
    onClosed?.();
  };
  useImperativeHandle(ref, () => ({ open: () => setShown(true), close }));
  useEffect(() => {
    if (!shown) return;
    rest(composer.current);
  }, [shown]);

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    // What a picker inside has used is not meant for the panel.
    if (event.key === "Escape" && mode === "panel" && !event.defaultPrevented) {
      event.stopPropagation();
      close();
    } else if (event.key === "Tab" && modal && frame.current) keepFocusInside(frame.current, event);
  };
  const leave = () => {
    // The composer takes the focus only where it is to be seen.
    flushSync(() => setViewId(null));
    composer.current?.focus({ preventScroll: true });
  };
  const say = (text: string) => {
    client.say({ text });
    leave();
  };
  const write = (text: string) => {
    setDraft({ text });
    leave();
  };

  const name = strings.app.open(brand);
  const role = mode === "panel" ? ({ role: "dialog", "aria-modal": modal } as const) : {};
  return (
    // The dialog listens for Escape wherever the focus is within it; every control in it has its own keys.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      ref={frame}
      className={`tw-root tw-app tw-app--${mode} tw-app--${position}`}
      dir={useDirection()}
      lang={useLocale()}
      hidden={!shown}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      aria-label={mode === "panel" ? name : undefined}
      {...role}
    >
      <Header mode={mode} view={viewId} onView={setViewId} onClose={close} />
      <div className="tw-main" role={mode === "page" ? "main" : undefined}>
        <div className="tw-stage" hidden={view !== undefined}>
          <Conversation composer={composer} shown={shown && view === undefined} announces={shown} draft={draft} />
        </div>
        {view && <SideView view={view} say={say} write={write} leave={leave} />}
      </div>
    </div>
  );
}
