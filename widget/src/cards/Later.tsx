// A part that is loaded when it is needed: a quiet line until then, a plain sentence when it cannot be had.

import { Component, type ReactNode, Suspense } from "react";
import { useStrings } from "../strings";

class Caught extends Component<{ instead: ReactNode; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? this.props.instead : this.props.children;
  }
}

export function Later({ children }: { children: ReactNode }) {
  const words = useStrings();
  return (
    <Caught instead={<p className="card-later">{words.app.failedPart}</p>}>
      <Suspense fallback={<p className="card-later">{words.app.loading}</p>}>{children}</Suspense>
    </Caught>
  );
}

/** The children, or `instead` when rendering them fails. */
export { Caught };
