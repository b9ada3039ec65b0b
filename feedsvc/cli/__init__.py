"""The command line: thin; every command loads, calls one thing, and prints.

root       the group, which imports a command when it is asked for; errors in one line, exit statuses
setup      what commands share: configuration, store, poller
output     tables, JSON, progress; nothing from a page reaches the terminal raw
serving    run, schedule, worker
polling    poll, extract
adding     new
operating  check, status, publish, review, replay, record, db
look, site what a page gives, and what a directory is filled with, for several of them
"""

from feedsvc.cli.root import cli, main

__all__ = ["cli", "main"]
