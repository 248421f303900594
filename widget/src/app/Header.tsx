// Whose chat it is, how the line stands, and the way to the side views.

import { useAppSelector } from "../state/store";
import { useStrings } from "../strings";
import { VIEWS } from "../views/registry";
import { useClient } from "./client";
import { Icon } from "./icons";

interface Props {
  mode: "panel" | "page";
  view: string | null;
  onView: (id: string | null) => void;
  onClose: () => void;
}

export function Header({ mode, view, onView, onClose }: Props) {
  const strings = useStrings();
  const client = useClient();
  const brand = useAppSelector((state) => state.config.brand);
  const begun = useAppSelector((state) => state.messages.order.length > 0);
  const restart = () => {
    onView(null);
    client.restart();
  };
  return (
    <header className="tw-header">
      <div className="tw-bar">
        <span className="tw-mark" aria-hidden="true">
          {[...brand][0]}
        </span>
        <h1 className="tw-brand">{brand}</h1>
        <Line />
        <button
          type="button"
          className="tw-button tw-button--bare"
          onClick={restart}
          disabled={!begun}
          aria-label={strings.app.newChat}
          title={strings.app.newChat}
        >
          <Icon name="fresh" />
        </button>
        {mode === "panel" && (
          <button
            type="button"
            className="tw-button tw-button--bare"
            onClick={onClose}
            aria-label={strings.app.close}
            title={strings.app.close}
          >
            <Icon name="close" />
          </button>
        )}
      </div>
      {VIEWS.length > 0 && (
        <nav className="tw-nav" aria-label={strings.app.menu}>
          {[{ id: null, label: () => strings.app.chat }, ...VIEWS].map(({ id, label }) => (
            <button
              key={id ?? "chat"}
              type="button"
              className="tw-tab"
              aria-current={view === id ? "page" : undefined}
              onClick={() => onView(id)}
            >
              {label(strings)}
            </button>
          ))}
        </nav>
      )}
    </header>
  );
}

/** How the line stands, when it is worth a word. */
function Line() {
  const strings = useStrings();
  const online = useAppSelector((state) => state.connection.online);
  const lost = useAppSelector((state) => state.connection.state === "lost");
  return (
    <p className="tw-line" role="status">
      {lost && online ? strings.connection.connecting : ""}
    </p>
  );
}
