/** Logs as one JSON object per line. Callers put no personal data and no tokens into fields. */

export type Level = "info" | "warn" | "error";
export type Fields = Readonly<Record<string, string | number | boolean>>;

export interface Log {
  info(msg: string, fields?: Fields): void;
  warn(msg: string, fields?: Fields): void;
  error(msg: string, fields?: Fields): void;
  /** A log whose every line carries these fields as well. */
  with(fields: Fields): Log;
}

/**
 * Makes a log.
 * @param write takes one finished line, without its newline
 * @param now milliseconds since the epoch
 */
export function createLog(write: (line: string) => void, now: () => number, always: Fields = {}): Log {
  const line = (level: Level, msg: string, fields: Fields = {}): void => {
    const fixed = { time: new Date(now()).toISOString(), level, msg };
    // First for the order of the keys, last so that no caller's field replaces them.
    write(JSON.stringify({ ...fixed, ...always, ...fields, ...fixed }));
  };
  return {
    info: (msg, fields) => line("info", msg, fields),
    warn: (msg, fields) => line("warn", msg, fields),
    error: (msg, fields) => line("error", msg, fields),
    with: (fields) => createLog(write, now, { ...always, ...fields }),
  };
}

/** Fields that describe something thrown. */
export function thrown(error: unknown): Fields {
  return error instanceof Error
    ? { error: error.message, error_type: error.name, stack: error.stack ?? "" }
    : { error: String(error), error_type: typeof error };
}
