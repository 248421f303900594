// What the side views have in common.

import { type ReactNode, type Ref, useId, useState } from "react";
import type { Pages } from "./pages";
import { explain } from "./rest";
import { useWords } from "./words";

export function Page({ title, heading, children }: { title: string; heading?: Ref<HTMLHeadingElement>; children: ReactNode }) {
  return (
    <div className="view">
      <h2 ref={heading} tabIndex={-1} className="view-title">
        {title}
      </h2>
      {children}
    </div>
  );
}

interface SectionProps {
  title: string;
  hint?: string;
  heading?: Ref<HTMLHeadingElement>;
  children: ReactNode;
}

export function Section({ title, hint, heading, children }: SectionProps) {
  const id = useId();
  return (
    <section className="view-section" aria-labelledby={id}>
      <h3 id={id} ref={heading} tabIndex={-1}>
        {title}
      </h3>
      {hint && <p className="view-hint">{hint}</p>}
      {children}
    </section>
  );
}

/** Leads to a question that has just opened: the focus on its heading, all of it in sight. */
export function reveal(heading: HTMLElement | null): void {
  heading?.focus();
  heading?.closest("section")?.scrollIntoView?.({ block: "nearest" });
}

/** What became of something; empty words leave no trace but the place for them. */
export interface News {
  tone: "busy" | "good" | "bad";
  words: string;
}

/** Always there, so that screen readers notice when its words change. */
export function Told({ news }: { news: News | null }) {
  const bad = news?.tone === "bad";
  return (
    <>
      <p className="view-told" role="status">
        {bad ? "" : news?.words}
      </p>
      <p className="view-told view-told--bad" role="alert">
        {bad ? news.words : ""}
      </p>
    </>
  );
}

/** Saves the form around; what became of it stands beside, so that nothing moves. */
export function SaveRow({ busy, news, shown = true, children }: { busy: boolean; news: News | null; shown?: boolean; children?: ReactNode }) {
  const words = useWords().views;
  return (
    <div className="view-row">
      {shown && (
        <button type="submit" className="tw-button" aria-disabled={busy}>
          {words.save}
        </button>
      )}
      {children}
      <Told news={news} />
    </div>
  );
}

export function Waiting() {
  const words = useWords().app;
  return (
    <p className="view-note" role="status">
      {words.loading}
    </p>
  );
}

export function Failed({ onAgain }: { onAgain: () => void }) {
  const words = useWords().views;
  return (
    <div className="view-note" role="alert">
      <p>{words.notLoaded}</p>
      <button type="button" className="tw-button tw-button--quiet" onClick={onAgain}>
        {words.again}
      </button>
    </div>
  );
}

/** The way to the next page of a list. */
export function More({ pages }: { pages: Pages<unknown> }) {
  const strings = useWords();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  if (!pages.more) return null;
  const goOn = async () => {
    setBusy(true);
    setProblem("");
    try {
      await pages.goOn();
    } catch (error) {
      setProblem(explain(error, strings));
    }
    setBusy(false);
  };
  return (
    <div className="view-more">
      <button type="button" className="tw-button tw-button--quiet" disabled={busy} onClick={() => void goOn()}>
        {strings.views.more}
      </button>
      <p role="alert">{problem}</p>
    </div>
  );
}

interface FieldProps {
  label: string;
  hint?: string | undefined;
  wrong?: string | undefined;
  /** Draws the control with what ties it to its label and hint. */
  children: (tied: { id: string; "aria-describedby": string | undefined; "aria-invalid": true | undefined }) => ReactNode;
}

/** A labelled control with a hint before, and what is wrong with it after. */
export function Field({ label, hint, wrong, children }: FieldProps) {
  const id = useId();
  const described = [hint && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(" ");
  return (
    <div className="view-field">
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p id={`${id}-hint`} className="view-hint">
          {hint}
        </p>
      )}
      {children({ id, "aria-describedby": described || undefined, "aria-invalid": wrong ? true : undefined })}
      {wrong && (
        <p id={`${id}-wrong`} className="view-wrong" role="alert">
          {wrong}
        </p>
      )}
    </div>
  );
}
