/** Sessions of the demo's users, in memory. Names and tokens stay in here: no label, log or span shows them. */
import { randomUUID } from "node:crypto";
import { type Metrics } from "./metrics";

/** The demo's users: a closed directory, so that a login can fail. */
export const users: readonly string[] = Array.from({ length: 20 }, (_, index) => `user-${index + 1}`);

/** A session ends this long after its last request. */
export const idleSeconds = 900;
/** A user counts as active for this long after the last event. */
export const activeSeconds = 300;
/** Most sessions at a time. */
export const sessionLimit = 1000;

export interface Sessions {
  /** Opens a session: its token, or why not. */
  login(user: string): { readonly token: string } | { readonly refused: "unknown" | "full" };
  /** Ends a session. False if there is none with this token. */
  logout(token: string): boolean;
  /** Notes that the session's user did something. False if there is no session with this token. */
  touch(token: string): boolean;
  /** Ends the sessions that were idle too long. */
  expire(): void;
  open(): number;
  usersActive(): number;
}

/** @param now milliseconds, from a clock that never goes back */
export function createSessions(now: () => number, metrics: Metrics): Sessions {
  const sessions = new Map<string, { readonly user: string; readonly since: number; seen: number }>();
  const lastSeen = new Map<string, number>();
  const end = (token: string, since: number, until: number): void => {
    sessions.delete(token);
    metrics.sessionDuration.observe((until - since) / 1000);
  };
  const expire = (): void => {
    for (const [token, { since, seen }] of sessions) {
      if (now() - seen < idleSeconds * 1000) continue;
      // The idle time at the end was no use of the service.
      end(token, since, seen);
      metrics.userEvents.inc({ event: "session_expired" });
    }
  };
  const find = (token: string) => {
    expire();
    return sessions.get(token);
  };
  return {
    login: (user) => {
      expire();
      if (!users.includes(user)) {
        metrics.userEvents.inc({ event: "login_failed" });
        return { refused: "unknown" };
      }
      if (sessions.size >= sessionLimit) return { refused: "full" };
      const token = randomUUID();
      sessions.set(token, { user, since: now(), seen: now() });
      lastSeen.set(user, now());
      metrics.userEvents.inc({ event: "login" });
      return { token };
    },
    logout: (token) => {
      const session = find(token);
      if (session === undefined) return false;
      end(token, session.since, now());
      lastSeen.set(session.user, now());
      metrics.userEvents.inc({ event: "logout" });
      return true;
    },
    touch: (token) => {
      const session = find(token);
      if (session === undefined) return false;
      session.seen = now();
      lastSeen.set(session.user, now());
      return true;
    },
    expire,
    open: () => sessions.size,
    usersActive: () => [...lastSeen.values()].filter((seen) => now() - seen < activeSeconds * 1000).length,
  };
}
