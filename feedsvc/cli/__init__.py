"""The command line: thin; every command loads, calls one thing, and prints.

root       the group, which imports a command when it is asked for; errors in one line, exit statuses
setup      what commands share: configuration, store, poller
output     tables, JSON, progress; nothing from a page reaches the terminal raw
serving    run, schedule, worker; together is what run does, crew what all three have
polling    poll
extracting extract
adding     new; choice shows its lists
operating  check, status, publish, review, replay, record, db; overview is what status prints
healing    heal
reloading  reload
starting   init: writes the files of starter/
shells     completion, man; manual makes the page
look       what a page gives, for several of them
"""

from feedsvc.cli.root import cli, main

__all__ = ["cli", "main"]
