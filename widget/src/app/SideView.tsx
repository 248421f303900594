// One of the side views, fetched when it is first opened.

import { lazy, Suspense, useEffect, useMemo, useRef } from "react";
import { useStrings } from "../strings";
import type { View, ViewProps } from "../views/registry";
import { Boundary } from "./Boundary";

interface Props extends ViewProps {
  view: View;
}

const loaded = new Map<string, ReturnType<typeof lazy<Awaited<ReturnType<View["load"]>>["default"]>>>();

function componentOf(view: View) {
  const known = loaded.get(view.id) ?? lazy(view.load);
  loaded.set(view.id, known);
  return known;
}

export function SideView({ view, ...ways }: Props) {
  const Content = useMemo(() => componentOf(view), [view]);
  const place = useRef<HTMLElement>(null);
  const strings = useStrings();
  useEffect(() => place.current?.focus({ preventScroll: true }), [view]);
  return (
    <section ref={place} className="tw-view" aria-label={view.label(strings)} tabIndex={-1}>
      <Boundary key={view.id} fallback={<p className="tw-view-note">{strings.app.failedToLoad}</p>}>
        <Suspense fallback={<p className="tw-view-note">{strings.app.loading}</p>}>
          <Content {...ways} />
        </Suspense>
      </Boundary>
    </section>
  );
}
