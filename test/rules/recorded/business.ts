import { type Recorded } from "./recorded";

const first = 'job="shop", instance="shop-1"';
const second = 'job="shop", instance="shop-2"';

export const business: Recorded = {
  input: {
    [`app_processing_total{${first}, operation="order", result="success"}`]: "0+27x60",
    [`app_processing_total{${second}, operation="order", result="success"}`]: "0+27x60",
    [`app_processing_total{${second}, operation="order", result="failure"}`]: "0+6x60",
    // Nothing of it has succeeded yet, so that there is no such series.
    [`app_processing_total{${first}, operation="refund", result="failure"}`]: "0+15x60",
    [`app_tasks_total{${first}, task="report", result="completed"}`]: "0+12x60",
    [`app_tasks_total{${second}, task="report", result="failed"}`]: "0+3x60",
    [`app_tasks_waiting{${first}}`]: "5x60",
    [`app_tasks_waiting{${second}}`]: "6x60",
  },
  expected: {
    "job_operation:app_processing:rate5m": [
      ['job="shop", operation="order"', 4],
      ['job="shop", operation="refund"', 1],
    ],
    "job_operation:app_processing_succeeded:ratio_rate5m": [
      ['job="shop", operation="order"', 0.9],
      ['job="shop", operation="refund"', 0],
    ],
    "job_task:app_tasks:rate5m": [['job="shop", task="report"', 1]],
    "job_task:app_tasks_completed:ratio_rate5m": [['job="shop", task="report"', 0.8]],
    "job:app_tasks_waiting:sum": [['job="shop"', 11]],
  },
};
