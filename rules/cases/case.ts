import { type Duration } from "../../platforms/workload";

/** Input series of a promtool rule test: selector → values in promtool's notation ("0+10x60", "1x20 0x40"). */
export type Series = Readonly<Record<string, string>>;

/** Labels beside alertname and those that the alert itself sets, of one alert that fires. */
export type Labels = Readonly<Record<string, string>>;

interface Given {
  /** A sentence's worth of situation; unique within the alert. */
  readonly title: string;
  readonly series: Series;
  /** Spacing of the values. @default "15s" */
  readonly every?: Duration;
}

/** At this time exactly these alerts fire. */
export interface Fires extends Given {
  readonly kind: "fires";
  readonly at: Duration;
  readonly labels: readonly Labels[];
  /** The rendered texts, exactly; given together, and only where one alert fires. */
  readonly text?: { readonly summary: string; readonly description: string };
}

/** At this time nothing fires. */
export interface Quiet extends Given {
  readonly kind: "quiet";
  readonly at: Duration;
}

/** These alerts fire, and later nothing does. */
export interface Resolves extends Given {
  readonly kind: "resolves";
  readonly labels: readonly Labels[];
  readonly firingAt: Duration;
  readonly goneAt: Duration;
}

/** One proof of an alert; from these the promtool tests are generated. */
export type Case = Fires | Quiet | Resolves;

/** The alert fires. */
export function fires(title: string, given: Omit<Fires, "kind" | "title">): Fires {
  return { kind: "fires", title, ...given };
}

/** The alert stays quiet although something is going on. */
export function quiet(title: string, given: Omit<Quiet, "kind" | "title">): Quiet {
  return { kind: "quiet", title, ...given };
}

/** The alert fires and goes away. */
export function resolves(title: string, given: Omit<Resolves, "kind" | "title">): Resolves {
  return { kind: "resolves", title, ...given };
}
