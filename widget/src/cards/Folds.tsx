// Charts and the map of a card, each loaded when it is opened.

import { lazy } from "react";
import { useStrings } from "../strings";
import type { Card } from "../types/reply";
import { Later } from "./Later";
import { Fold } from "./parts";
import { readClimate, readMonth, readPins, readPrices } from "./read";

const ClimateChart = lazy(() => import("../charts/ClimateChart"));
const PriceChart = lazy(() => import("../charts/PriceChart"));
const PlaceMap = lazy(() => import("../map/PlaceMap"));

export function Folds({ data, without }: { data: Card["data"]; without?: "climate" }) {
  const words = useStrings().cards;
  const climate = without === "climate" ? null : readClimate(data?.climate);
  const prices = readPrices(data?.prices);
  const pins = readPins(data?.places);
  if (!climate && !prices && !pins) return null;
  return (
    <div className="card-folds">
      {climate && (
        <Fold label={words.climate}>
          <Later>
            <ClimateChart climate={climate} month={readMonth(data?.month)} />
          </Later>
        </Fold>
      )}
      {prices && (
        <Fold label={words.prices}>
          <Later>
            <PriceChart prices={prices} />
          </Later>
        </Fold>
      )}
      {pins && (
        <Fold label={words.map}>
          <Later>
            <PlaceMap pins={pins} />
          </Later>
        </Fold>
      )}
    </div>
  );
}
