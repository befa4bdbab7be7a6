import { type Recorded } from "./recorded";

const shop = 'job="shop"';
const login = 'job="shop", event="login"';

/** Values of four weeks, six hours apart: 28 of each week, of which the last one is the present. */
const weeks = (...values: readonly number[]): string => values.map((value) => `${value}x27`).join(" ");

// What is looked at lies in the fourth week, so that the same hour of the three before is known.
export const servicesPast: Recorded = {
  every: "6h",
  at: "600h",
  input: {
    [`job:http_requests:rate5m{${shop}}`]: weeks(90, 6, 4, 10),
    [`job:http_errors:rate5m{${shop}}`]: weeks(0, 0, 0.5, 5),
    [`job:http_request_duration:p95_rate5m{${shop}}`]: weeks(0.1, 0.1, 0.2, 0.4),
    [`job:app_users_active:sum{${shop}}`]: weeks(300, 20, 10, 50),
    [`job:app_sessions_open:sum{${shop}}`]: weeks(5, 5, 40, 80),
    [`job_event:app_user_events:rate5m{${login}}`]: weeks(1, 1, 2, 3),
    // A service that is a week and a half old has no median yet.
    'job:http_requests:rate5m{job="young"}': "_x58 8x50",
    'job:app_users_active:sum{job="young"}': "_x58 8x50",
  },
  expected: {
    "job:http_requests:rate1h": [
      ['job="shop"', 10],
      ['job="young"', 8],
    ],
    "job:http_requests_last_week:rate1h": [
      ['job="shop"', 4],
      ['job="young"', 8],
    ],
    "job:http_requests_usual:rate1h": [['job="shop"', 6]],
    "job:http_errors:ratio_rate1d": [['job="shop"', 0.5]],
    "job:http_errors_last_week:ratio_rate1d": [['job="shop"', 0.125]],
    "job:http_request_duration:p95_rate1h": [['job="shop"', 0.4]],
    "job:http_request_duration_last_week:p95_rate1h": [['job="shop"', 0.2]],
    "job:app_users_active:avg1h": [
      ['job="shop"', 50],
      ['job="young"', 8],
    ],
    "job:app_users_active_last_week:avg1h": [
      ['job="shop"', 10],
      ['job="young"', 8],
    ],
    "job:app_users_active_usual:avg1h": [['job="shop"', 20]],
    "job:app_sessions_open:avg1h": [['job="shop"', 80]],
    "job:app_sessions_open_last_week:avg1h": [['job="shop"', 40]],
    "job_event:app_user_events:rate1h": [[login, 3]],
    "job_event:app_user_events_last_week:rate1h": [[login, 2]],
  },
};
