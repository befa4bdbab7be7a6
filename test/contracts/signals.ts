import * as subjects from "../../signals/catalogue";
import { type Signal } from "../../signals/signal";

/** Every signal that there is. */
export const allSignals: readonly Signal[] = Object.values(subjects).flatMap((subject) =>
  Object.values(subject as Readonly<Record<string, unknown>>).filter(isSignal),
);

function isSignal(each: unknown): each is Signal {
  return typeof each === "object" && each !== null && "meaning" in each && "by" in each && "value" in each;
}
