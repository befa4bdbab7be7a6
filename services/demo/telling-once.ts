import { type Log } from "./log";

/** How an export ended, as OpenTelemetry has it: 0 is well. */
interface Ended {
  readonly code: number;
  readonly error?: Error | undefined;
}

type Export<T, R extends Ended> = (data: T, done: (result: R) => void) => void;

/** Logs when the receiver goes away and when it is back, not each export that is lost. `what` is sent: "traces". */
export function tellingOnce<T, R extends Ended>(
  send: Export<T, R>,
  { what, endpoint, log }: { readonly what: string; readonly endpoint: string; readonly log: Log },
): Export<T, R> {
  let away = false;
  return (data, done) => {
    send(data, (result) => {
      const failed = result.code !== 0;
      if (failed && !away)
        log.warn(`${what} are not delivered`, {
          endpoint,
          error: (result.error?.message ?? "") || "no answer",
        });
      if (!failed && away) log.info(`${what} are delivered again`, { endpoint });
      away = failed;
      done(result);
    });
  };
}
