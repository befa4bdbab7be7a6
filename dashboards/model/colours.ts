/**
 * Colours by what they say, one list for all dashboards. Each has a contrast of 3 : 1 and more with Grafana's dark and its
 * light background (WCAG 2.2, 1.4.11), and they differ for people who do not see red, green or blue as others do.
 */
import { type Tone } from "../../signals/signal";
import { type Colour } from "./panel";

/** Colours of judgements: of states, limits and the values beyond them. */
export const colours: Readonly<Record<Colour | "info", string>> = {
  good: "#009E73",
  info: "#2A73C8",
  warning: "#CA8200",
  bad: "#CC2936",
  // Grafana's own name for the colour of text, light on dark and dark on light.
  neutral: "text",
};

/** Colours of lines that are the only one of their kind in a graph. */
export const tones: Readonly<Record<Tone, string>> = {
  error: colours.bad,
  latency: colours.info,
  traffic: "#B07DD2",
  saturation: colours.warning,
};
