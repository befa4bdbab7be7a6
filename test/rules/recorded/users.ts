import { type Recorded } from "./recorded";

const first = 'job="shop", instance="shop-1"';
const second = 'job="shop", instance="shop-2"';

export const users: Recorded = {
  input: {
    [`app_users_active{${first}}`]: "30x60",
    [`app_users_active{${second}}`]: "12x60",
    [`app_sessions_open{${first}}`]: "40x60",
    [`app_sessions_open{${second}}`]: "15x60",
    [`app_user_events_total{${first}, event="login"}`]: "0+15x60",
    [`app_user_events_total{${second}, event="login"}`]: "0+30x60",
    [`app_user_events_total{${second}, event="logout"}`]: "0+7.5x60",
  },
  expected: {
    "job:app_users_active:sum": [['job="shop"', 42]],
    "job:app_sessions_open:sum": [['job="shop"', 55]],
    "job_event:app_user_events:rate5m": [
      ['job="shop", event="login"', 3],
      ['job="shop", event="logout"', 0.5],
    ],
  },
};
