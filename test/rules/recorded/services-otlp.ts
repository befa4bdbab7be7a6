import { type Recorded } from "./recorded";

const count = "http_server_request_duration_seconds_count";
const bucket = "http_server_request_duration_seconds_bucket";
const first = 'job="shop", instance="shop-1", http_request_method="GET", http_route="/orders"';
const second = 'job="shop", instance="shop-2", http_request_method="GET", http_route="/orders"';
const cart = 'job="cart", instance="cart-1", http_request_method="GET", http_route="/cart"';

export const servicesOtlp: Recorded = {
  input: {
    [`${count}{${first}, http_response_status_code="200"}`]: "0+120x60",
    [`${count}{${first}, http_response_status_code="500"}`]: "0+30x60",
    [`${count}{${second}, http_response_status_code="404"}`]: "0+150x60",
    // It has never failed, so that there is no such series.
    [`${count}{${cart}, http_response_status_code="200"}`]: "0+15x60",
    [`${bucket}{${first}, le="0.5"}`]: "0+0x60",
    [`${bucket}{${first}, le="1.0"}`]: "0+64x60",
    [`${bucket}{${first}, le="+Inf"}`]: "0+64x60",
    [`${bucket}{${second}, le="0.5"}`]: "0+0x60",
    [`${bucket}{${second}, le="1.0"}`]: "0+64x60",
    [`${bucket}{${second}, le="+Inf"}`]: "0+64x60",
  },
  expected: {
    "job:http_server_requests:rate5m": [
      ['job="cart"', 1],
      ['job="shop"', 20],
    ],
    "job:http_server_errors:ratio_rate5m": [
      ['job="cart"', 0],
      ['job="shop"', 0.1],
    ],
    // All between 0.5 and 1 s, as far as the buckets tell.
    "job:http_server_request_duration:p95_rate5m": [['job="shop"', 0.975]],
  },
};
