// The address of an account, changed by a code that the new one gets.

import { useState } from "react";
import { useDispatch } from "react-redux";
import { identified, type User } from "../state/slices";
import { ApiProblem, useApi } from "../transport/api";
import { CodeForm } from "./CodeForm";
import { EmailForm } from "./EmailForm";
import { type News, Section, Told } from "./parts";
import { request } from "./rest";
import { useWords } from "./words";

export function EmailChange({ user }: { user: User }) {
  const api = useApi();
  const dispatch = useDispatch();
  const words = useWords().views.profile;
  const [step, setStep] = useState<"shown" | "address" | "code">("shown");
  const [email, setEmail] = useState("");
  const [news, setNews] = useState<News | null>(null);
  const me = { path: { id: "me" } };

  const askFor = async (address: string) => {
    setNews(null);
    await request(api, "PATCH /api/users/{id}", { ...me, body: { email: address } });
    setEmail(address);
    setStep("code");
  };
  const change = async (code: string) => {
    try {
      dispatch(identified(await request(api, "PATCH /api/users/{id}", { ...me, body: { email, code } })));
    } catch (error) {
      if (!(error instanceof ApiProblem && error.slug === "email-taken")) throw error;
      setNews({ tone: "bad", words: words.addressTaken });
      setStep("shown");
      return;
    }
    setNews({ tone: "good", words: words.addressChanged });
    setStep("shown");
  };
  return (
    <Section title={words.address}>
      <p>
        <bdi>{user.email}</bdi>
      </p>
      {step === "shown" && (
        <button type="button" className="tw-button tw-button--quiet" onClick={() => setStep("address")}>
          {words.changeAddress}
        </button>
      )}
      {step === "address" && <EmailForm label={words.newAddress} initial={email} onEmail={askFor} />}
      {step === "code" && (
        <CodeForm
          email={email}
          label={words.changeAddress}
          onCode={change}
          onResend={() => askFor(email)}
          onOther={() => setStep("address")}
        />
      )}
      <Told news={news} />
    </Section>
  );
}
