"""When and where polls run.

ticks      one APScheduler job looks for due sources         (when)
dispatch   a thread a host, claims renewed while it works    (where: here)
queue      a Procrastinate task a poll                       (where: in `feedsvc worker` processes)
service    `run`, `schedule`: start, signals, stop
alerts     what operators are told of            (and nothing that schedules is loaded for it)
"""
