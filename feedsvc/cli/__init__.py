"""The command line: thin; every command loads, calls one thing, and prints.

root       the group, which imports a command when it is asked for; errors in one line, exit statuses
setup      what commands share: configuration, store, poller
output     tables, JSON, progress; nothing from a page reaches the terminal raw
serving    run, schedule, worker
polling    poll, extract
adding     new
operating  check, status, publish, review, replay, record, db
starting   init: writes the files of starter/
shells     completion, man; manual makes the page
look       what a page gives, for several of them
"""

from feedsvc.cli.root import cli, main

__all__ = ["cli", "main"]
