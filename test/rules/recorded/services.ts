import { type Recorded } from "./recorded";

const first = 'job="shop", instance="shop-1"';
const second = 'job="shop", instance="shop-2"';
const cart = 'job="cart", instance="cart-1"';
const orders = 'method="GET", route="/orders"';
const login = 'method="POST", route="/login"';

// Rates per scrape of 15 s: 10 + 5 requests a second on one instance, 5 on the other.
export const services: Recorded = {
  input: {
    [`http_requests_total{${first}, ${orders}, status="200"}`]: "0+120x60",
    [`http_requests_total{${first}, ${orders}, status="500"}`]: "0+30x60",
    [`http_requests_total{${first}, ${login}, status="401"}`]: "0+75x60",
    [`http_requests_total{${second}, ${orders}, status="200"}`]: "0+75x60",
    // It has never failed, so that there is no such series.
    [`http_requests_total{${cart}, ${orders}, status="200"}`]: "0+15x60",
    [`http_request_duration_seconds_bucket{${first}, ${orders}, le="0.5"}`]: "0+0x60",
    [`http_request_duration_seconds_bucket{${first}, ${orders}, le="1.0"}`]: "0+64x60",
    [`http_request_duration_seconds_bucket{${first}, ${orders}, le="+Inf"}`]: "0+64x60",
    [`http_request_duration_seconds_bucket{${second}, ${orders}, le="0.5"}`]: "0+0x60",
    [`http_request_duration_seconds_bucket{${second}, ${orders}, le="1.0"}`]: "0+64x60",
    [`http_request_duration_seconds_bucket{${second}, ${orders}, le="+Inf"}`]: "0+64x60",
    [`http_requests_in_flight{${first}}`]: "3x60",
    [`http_requests_in_flight{${second}}`]: "4x60",
    [`app_ready{${first}}`]: "1x60",
    [`app_ready{${second}}`]: "0x60",
  },
  expected: {
    "job:http_requests:rate5m": [
      ['job="cart"', 1],
      ['job="shop"', 20],
    ],
    "job_route:http_requests:rate5m": [
      ['job="cart", route="/orders"', 1],
      ['job="shop", route="/login"', 5],
      ['job="shop", route="/orders"', 15],
    ],
    "job:http_errors:rate5m": [
      ['job="cart"', 0],
      ['job="shop"', 2],
    ],
    "job:http_errors:ratio_rate5m": [
      ['job="cart"', 0],
      ['job="shop"', 0.1],
    ],
    "job_instance:http_errors:ratio_rate5m": [
      [first, 2 / 15],
      [second, 0],
      [cart, 0],
    ],
    // All between 0.5 and 1 s, as far as the buckets tell.
    "job:http_request_duration:p95_rate5m": [['job="shop"', 0.975]],
    "job:http_request_duration:p99_rate5m": [['job="shop"', 0.995]],
    "job:http_requests_in_flight:sum": [['job="shop"', 7]],
    "job:app_ready:sum": [['job="shop"', 1]],
  },
};
