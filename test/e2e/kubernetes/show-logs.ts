/** Shows what the control plane printed last, once for a file of tests in which one has failed. */
import { afterAll, afterEach, inject } from "vitest";
import { allLastLines } from "./processes";

let failed = false;

afterEach(({ task }) => {
  failed ||= task.result?.state === "fail";
});
afterAll(() => {
  if (failed) console.error(allLastLines(inject("reach").folder));
});
