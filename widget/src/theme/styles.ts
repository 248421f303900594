// The style sheets of all parts as one text, for the shadow root.

import app from "../app/app.css?inline";
import asks from "../asks/asks.css?inline";
import cards from "../cards/cards.css?inline";
import charts from "../charts/charts.css?inline";
import chat from "../chat/chat.css?inline";
import map from "../map/map.css?inline";
import views from "../views/views.css?inline";
import theme from "./theme.css?inline";

export const STYLES = [theme, app, chat, cards, asks, charts, map, views].join("\n");
