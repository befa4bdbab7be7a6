/** What a route answers, as plain data. */
export interface Reply {
  readonly status: number;
  /** Sent as JSON, or as it is when `type` is given; nothing is sent where it is left out. */
  readonly body?: unknown;
  /** Content type of a body that is text already. */
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export function reply(status: number, body?: unknown): Reply {
  return body === undefined ? { status } : { status, body };
}

/** A refusal: the fact, then what to send instead. */
export function refuse(
  status: number,
  error: string,
  write: string,
  headers?: Readonly<Record<string, string>>,
): Reply {
  return { status, body: { error, write }, ...(headers === undefined ? {} : { headers }) };
}
