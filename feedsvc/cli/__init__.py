"""The command line: thin; every command loads, calls one thing, and prints.

root       the group, which imports a command when it is asked for; errors in one line, exit statuses
setup      what commands share: configuration, store, poller; works makes the poller, naming finds sources
output     tables, JSON, lines; nothing from a page reaches the terminal raw
reports    what polls came to; progress shows a bar meanwhile
serving    run, schedule, worker; together is what run does, crew what all three have
polling    poll
extracting extract
usage      wrong usage in one sentence
adding     new; visiting looks, choice shows the lists, picking takes one, placing writes its file;
           curl and proxied are the options of these names
operating  status, publish, replay, record; overview is what status prints
checking   check
reviewing  review
database   db; backups and moving hold what it does
changing   edit, enable, disable, remove
alerting   alert; kept: raw; writing: letter; keys: bot-key
healing    heal
reloading  reload
starting   init: writes the files of starter/
shells     completion, man; manual makes the page
look       what a page gives, for several of them; desk is what the web may ask of a running service
"""

try:
    from feedsvc.cli.root import cli, main
except KeyboardInterrupt:  # pressed while modules are loaded: nothing has begun
    raise SystemExit(130) from None

__all__ = ["cli", "main"]
