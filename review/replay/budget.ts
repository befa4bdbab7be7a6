import { type Severity } from "../../rules/rule";

/**
 * How often alerts of a severity may fire in a week before people stop to read them. Google's SRE book has two incidents in
 * a shift of 12 hours as the most that can be worked on; of pages in the night, one in a week is what people bear. Alerts
 * that are only shown have no budget.
 */
export const weeklyBudget: Readonly<Record<Severity, number>> = {
  critical: 2,
  warning: 20,
  info: Infinity,
  none: Infinity,
};

/** Firings in a week at the pace of `seconds`. */
export function perWeek(fired: number, seconds: number): number {
  return (fired * 7 * 86_400) / seconds;
}
