/** Words of the home page: where each area begins. A line whose dashboard a stack does not have falls out. */

/** What goes across all areas. */
export const waysAcross = `
- **[Live](/d/live)**: the last minutes of everything, for a release or an incident.
- **[History](/d/history)**: a month at a glance.
- **[Alerts](/d/alerts)**: what fires, what makes most noise, how long it takes to resolve.
- **[Objectives](/d/slo)**: what services promise, and how much may still fail.
- **[Logs](/d/logs)**: who logs how much, and the lines.
- **[Errors in logs](/d/log-errors)**: which are new, and whose grow.
- **[Security audit](/d/security)**: who came in, who was refused, what was changed.
- **[Capacity](/d/capacity)**: what runs out, and when.
- **[The stack](/d/stack)**: the monitoring itself.
`.trim();

/** What is watched. */
export const waysDown = `
- **[Hosts](/d/hosts)**: all machines beside each other; from there to each one.
- **[Processes](/d/processes)**: what runs on the hosts.
- **[Containers](/d/containers)**: what runs in Docker.
- **[Kubernetes](/d/kubernetes)**: the cluster, its nodes and workloads.
- **[PostgreSQL](/d/postgres-fleet)**: all database servers; from there to sessions, queries and locks.
- **[GPUs](/d/gpu)**: use, memory, heat and faults.
- **[Network](/d/network)**: what goes over the interfaces, and what is lost.
- **[Storage](/d/storage)**: disks, how busy and how full.
- **[Probes](/d/probes)**: what users see from outside.
- **[Certificates](/d/tls)**: how long each is valid.
- **[Services](/d/services)**: requests, errors, durations.
- **[Users](/d/users)**: who is there, and whether they get in.
- **[Business](/d/business)**: whether their work gets done.
`.trim();
