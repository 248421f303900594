// Every card and every ask on one page, for eyes: `npm run dev`, then /widget/gallery.html?lang=ar. Not in the build.

import { useState } from "react";
import { createRoot } from "react-dom/client";
import AskView from "../../src/asks/AskView";
import type { Answer } from "../../src/asks/parts";
import Carousel from "../../src/cards/Carousel";
import CardView from "../../src/cards/CardView";
import { languageFor, LanguageContext } from "../../src/strings";
import { STYLES } from "../../src/theme/styles";
import { ASKS, CARDS } from "../samples";

const language = languageFor(new URLSearchParams(location.search).get("lang") ?? "en-GB");

function Gallery() {
  const [said, setSaid] = useState("");
  const told = (answer: Answer) => { setSaid("text" in answer ? answer.text : `(${answer.choice.label})`); };
  const cards = Object.entries(CARDS).map(([name, card]) => (
    <CardView key={name} card={card} disabled={false} onChoice={(choice) => { told({ choice }); }} />
  ));
  return (
    <main className="tw-root" lang={language.locale} dir={language.direction}>
      <p role="status">{said}</p>
      <Carousel>{cards}</Carousel>
      <div id="cards">{cards}</div>
      <div id="asks">
        {Object.entries(ASKS).map(([name, ask]) => (
          <section key={name} data-ask={name}>
            <h2>{name}</h2>
            <AskView ask={ask} onAnswer={told} disabled={false} />
          </section>
        ))}
      </div>
    </main>
  );
}

const sheet = new CSSStyleSheet();
sheet.replaceSync(`${STYLES}
:host { display: block; }
main { display: grid; background: var(--surface); grid-template-columns: minmax(0, 1fr); gap: 24px; padding: 16px; }
#cards, #asks { display: grid; grid-template-columns: minmax(0, 1fr); gap: 24px; }
#cards { grid-template-columns: repeat(auto-fill, minmax(min(100%, 340px), 1fr)); align-items: start; }`);
const host = document.createElement("div");
document.body.append(host);
document.body.style.margin = "0";
const root = host.attachShadow({ mode: "open" });
root.adoptedStyleSheets = [sheet];
const mount = document.createElement("div");
root.append(mount);
createRoot(mount).render(
  <LanguageContext.Provider value={language}>
    <Gallery />
  </LanguageContext.Provider>,
);
